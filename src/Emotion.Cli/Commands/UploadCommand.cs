using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Emotion.Cli.Rendering;
using Emotion.Cli.Uploading;
using Emotion.Pipeline;
using Emotion.Pipeline.Clips;
using Spectre.Console;

namespace Emotion.Cli.Commands;

/// <summary><c>emotion upload</c>: files into the clips container of any storage.</summary>
internal static class UploadCommand
{
    public static Command Create()
    {
        var paths = new Argument<string[]>("path") { Description = ClipFiles.Description, Arity = ArgumentArity.OneOrMore };
        var corpus = new Option<string>("--corpus") { Description = "Name under which the clips are kept and found again.", HelpName = "NAME", Required = true };
        var json = new Option<bool>("--json") { Description = "Write the summary as JSON." };
        var storage = new StorageOption();
        var command = new Command("upload", "Upload clips; a running pipeline scores them. What is there with the same bytes is skipped, so a broken upload is simply started again.")
        {
            paths, corpus, json, storage,
        };
        command.Does(async (parsed, cancel) =>
        {
            var files = ClipFiles.Find(parsed.GetValue(paths)!);
            var upload = new ClipUpload(new ClipStore(storage.Connect(parsed).Blobs), parsed.GetValue(corpus)!, files);
            var summary = await RunAsync(upload, files.Count, cancel);
            foreach (var file in summary.Refused)
                Terminal.Error.MarkupLineInterpolated($"[red]not uploaded:[/] {file.Why}");
            Console.WriteLine(parsed.GetValue(json) ? JsonSerializer.Serialize(UploadRecord.Of(summary), CliJson.Readable.UploadRecord) : Text(summary));
            return summary.Refused.Count == 0 ? ExitCode.Done : ExitCode.SomeRejected;
        });
        return command;
    }

    /// <summary>With a bar and the time left for a person who watches, and without for a log.</summary>
    private static async Task<UploadSummary> RunAsync(ClipUpload upload, int files, CancellationToken cancel)
    {
        if (!Terminal.Error.Profile.Capabilities.Interactive)
            return await upload.RunAsync(() => { }, cancel);
        return await Terminal.Error.Progress().Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new DoneColumn(), new RemainingTimeColumn()).StartAsync(progress =>
        {
            var task = progress.AddTask("Clips uploaded", maxValue: files);
            return upload.RunAsync(() => task.Increment(1), cancel);
        });
    }

    private static string Text(UploadSummary summary)
    {
        var uploaded = string.Create(
            CultureInfo.InvariantCulture, $"{Counted.Of(summary.Uploaded, "clip")} uploaded to corpus {summary.Corpus} ({summary.Bytes / 1e6:0.0} MB in {summary.Elapsed.TotalSeconds:0.0} s)");
        var there = summary.AlreadyThere > 0 ? $", {summary.AlreadyThere} were there already" : "";
        var refused = summary.Refused.Count > 0 ? $", {summary.Refused.Count} refused" : "";
        return $"{uploaded}{there}{refused}. See them with: emotion results --corpus {summary.Corpus}";
    }
}
