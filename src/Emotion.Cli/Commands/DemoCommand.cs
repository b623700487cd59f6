using System.CommandLine;
using System.Diagnostics;
using Emotion.Cli.LocalHost;
using Emotion.Cli.Rendering;
using Emotion.Cli.Uploading;
using Emotion.Pipeline.Clips;
using Emotion.Pipeline.Results;
using Spectre.Console;

namespace Emotion.Cli.Commands;

/// <summary><c>emotion demo</c>: the whole pipeline once, on the sample clips or on the user's own, from nothing to a table.</summary>
internal static class DemoCommand
{
    /// <summary>The demo gives up when no clip has been finished for this long.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    public static Command Create()
    {
        var folder = new Option<string>("--clips")
        {
            HelpName = "DIR",
            Description = "Folder of your own clips.",
            DefaultValueFactory = _ => Path.Combine(AppContext.BaseDirectory, "samples"),
        };
        var command = new Command("demo", "Run the whole pipeline once: start storage and function app, drop clips in, print the rows, stop.") { folder };
        command.Does(async (parsed, cancel) =>
        {
            var files = ClipFiles.Find([parsed.GetValue(folder)!]);
            await using var pipeline = await StartAsync(cancel);
            var results = await ProcessAsync(pipeline, files, cancel);
            ResultView.Write(Terminal.Out, results);
            return ExitCode.Done;
        });
        return command;
    }

    private static async Task<LocalPipeline> StartAsync(CancellationToken cancel)
    {
        LocalPipeline? pipeline = null;
        await Terminal.Out.Status().StartAsync("Starting", async status =>
            pipeline = await LocalPipeline.StartAsync(dataFolder: null, tell: text => status.Status(text), warn: Warn, onHandlerLine: null, cancel));
        return pipeline!;
    }

    private static async Task<List<ClipResult>> ProcessAsync(LocalPipeline pipeline, List<ClipFile> files, CancellationToken cancel)
    {
        const string corpus = "demo";
        var results = new List<ClipResult>();
        await Terminal.Out.Progress().Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new DoneColumn(), new ElapsedTimeColumn()).StartAsync(async progress =>
        {
            var uploading = progress.AddTask("Clips uploaded", maxValue: files.Count);
            var finished = progress.AddTask("Rows written", maxValue: files.Count);
            var upload = await new ClipUpload(new ClipStore(pipeline.Storage.Blobs), corpus, files).RunAsync(() => uploading.Increment(1), cancel);
            foreach (var file in upload.Refused)
                Warn(file.Why!);
            results = await WaitForRowsAsync(pipeline, corpus, upload.Uploaded, count => finished.Value = count, cancel);
        });
        return results;
    }

    private static async Task<List<ClipResult>> WaitForRowsAsync(LocalPipeline pipeline, string corpus, int expected, Action<int> report, CancellationToken cancel)
    {
        var table = new ResultTable(pipeline.Storage.Tables);
        var lastProgress = Stopwatch.StartNew();
        for (var before = 0; ; await Task.Delay(200, cancel))
        {
            var rows = await table.QueryAsync(new ResultQuery(corpus), cancel).ToListAsync(cancel);
            report(rows.Count);
            if (rows.Count == expected)
                return rows;
            if (rows.Count > before)
                lastProgress.Restart();
            before = rows.Count;
            if (pipeline.Completion.IsCompleted)
                await pipeline.Completion;
            if (lastProgress.Elapsed > Patience)
                throw new CommandException($"{expected - rows.Count} of {expected} clips have no row after {Patience.TotalSeconds:0} s without progress. The function app's last lines:{Environment.NewLine}{pipeline.HandlerLog}");
        }
    }

    private static void Warn(string text) => Terminal.Error.MarkupLineInterpolated($"[yellow]{text}[/]");
}
