using System.Collections.Concurrent;
using System.CommandLine;
using System.Globalization;
using Emotion.Cli.Load;
using Emotion.Cli.LocalHost;
using Emotion.Pipeline;
using Emotion.Pipeline.Clips;
using Emotion.Pipeline.Messages;
using Spectre.Console;

namespace Emotion.Cli.Commands;

/// <summary><c>emotion load</c>: how much the local pipeline carries, beside what its storage could.</summary>
internal static class LoadCommand
{
    private const int MostMinutes = 720; // what a WAV file of less than 2 GB holds
    private const int MostAlone = 2000; // Azurite gets slower with what it holds: of more, it would take longer than the load itself

    public static Command Create()
    {
        var clips = new Option<int>("--clips") { Description = "How many clips.", HelpName = "NUMBER", DefaultValueFactory = _ => 1000 };
        var parallel = new Option<int>("--parallel") { Description = "Uploads at a time.", HelpName = "NUMBER", DefaultValueFactory = _ => 16 };
        var backlog = new Option<bool>("--backlog") { Description = "Put the clips' messages straight into the queue, and see how fast they are scored." };
        var recording = new Option<int?>("--recording") { Description = "Instead of clips, send one recording of so many minutes.", HelpName = "MINUTES" };
        var memory = new Option<string?>("--memory") { Description = "Write resident memory over time to this CSV file.", HelpName = "FILE" };
        clips.MustLieBetween(1, 10_000_000);
        parallel.MustLieBetween(1, 1000);
        recording.MustLieBetween(1, MostMinutes);
        var command = new Command("load", $"Load a local pipeline with copies of the sample clips: clips per second, waiting times, memory; up to {MostAlone} clips, also beside what the storage calls take alone.") { clips, parallel, backlog, recording, memory };
        command.Does(async (parsed, cancel) =>
        {
            var voices = new SpokenClips();
            if (parsed.GetValue(recording) is { } minutes)
                return await RecordAsync(voices, minutes, parsed.GetValue(memory), cancel);
            var before = await StorageAloneAsync();
            var report = await LoadAsync(voices, parsed.GetValue(clips), parsed.GetValue(parallel), parsed.GetValue(backlog), cancel);
            if (parsed.GetValue(memory) is { } file)
                await File.WriteAllTextAsync(file, report.Memory.ToCsv(), cancel);
            (report with { Yardstick = (before + await StorageAloneAsync()) / 2 }).Write(Terminal.Out);
            return report.NotScored == 0 ? ExitCode.Done : ExitCode.SomeRejected;

            // Before and after, since a machine that others share changes its speed.
            async Task<double?> StorageAloneAsync() => parsed.GetValue(backlog) || parsed.GetValue(clips) > MostAlone
                ? null
                : await MeasureStorageAsync(voices, parsed.GetValue(clips), parsed.GetValue(parallel), cancel);
        });
        return command;
    }

    private static async Task<int> RecordAsync(SpokenClips voices, int minutes, string? memoryFile, CancellationToken cancel)
    {
        await using var pipeline = await LocalPipeline.StartAsync(
            dataFolder: null, tell: Terminal.Out.WriteLine, warn: Terminal.Error.WriteLine, onHandlerLine: null, cancel);
        using var recording = new SpokenRecording(voices, minutes);
        var memory = new MemoryCurve(() => pipeline.HandlerMemory);
        await using (memory)
        {
            var (uploaded, finished, row) = await new LoadRun(pipeline, clips: 1, parallel: 1).RecordAsync(recording, cancel);
            if (row.Recording is null)
                throw new CommandException($"The recording was not scored: {row.Detail}");
            new RecordingReport(minutes, row.Recording.Windows, uploaded, finished, memory).Write(Terminal.Out);
        }

        if (memoryFile is not null)
            await File.WriteAllTextAsync(memoryFile, memory.ToCsv(), cancel);
        return ExitCode.Done;
    }

    private static async Task<LoadReport> LoadAsync(SpokenClips voices, int clips, int parallel, bool backlog, CancellationToken cancel)
    {
        var failures = new ConcurrentQueue<string>();
        await using var pipeline = await LocalPipeline.StartAsync(
            dataFolder: null, tell: Terminal.Out.WriteLine, warn: failures.Enqueue, onHandlerLine: null, cancel);
        return await Bars().StartAsync(async progress =>
        {
            var sending = progress.AddTask(backlog ? "Messages queued" : "Clips uploaded", maxValue: clips);
            var finished = progress.AddTask("Rows written", maxValue: clips);
            var run = new LoadRun(pipeline, clips, parallel);
            var memory = new MemoryCurve(() => pipeline.HandlerMemory);
            var started = DateTimeOffset.UtcNow;
            await using (memory)
            {
                var rows = run.WaitAsync(count => finished.Value = count, cancel);
                await (backlog ? run.QueueAsync(voices, () => sending.Increment(1), cancel) : run.UploadAsync(voices, () => sending.Increment(1), cancel));
                var (ended, latencies, notScored) = await rows;
                return new LoadReport(clips, clips / (ended - started).TotalSeconds, latencies, [.. failures], notScored, memory);
            }
        });
    }

    /// <summary>On an Azurite of its own, as empty as the pipeline's was: the more it holds, the slower it gets.</summary>
    private static async Task<double> MeasureStorageAsync(SpokenClips voices, int clips, int parallel, CancellationToken cancel)
    {
        var script = await AzuriteInstaller.EnsureInstalledAsync(() => { }, cancel);
        await using var azurite = await AzuriteServer.StartAsync(script, dataFolder: null, cancel);
        var message = ClipFeaturesMessage.For(new ClipVersion(new ClipId("load", "000000.wav"), "0x1", DateTimeOffset.UtcNow), voices.Describe()).ToJson();
        return await Bars().StartAsync(async progress =>
        {
            var alone = progress.AddTask("Storage alone", maxValue: clips);
            return await new Yardstick(Storage.Connect(azurite.ConnectionString), parallel, message).MeasureAsync(voices, clips, count => alone.Value = count, cancel);
        });
    }

    private static Progress Bars() =>
        Terminal.Out.Progress().Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new ElapsedTimeColumn());
}
