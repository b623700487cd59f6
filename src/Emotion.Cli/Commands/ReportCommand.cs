using System.CommandLine;
using System.Text;
using Emotion.Cli.Rendering;
using Emotion.Cli.Reporting;
using Emotion.Inference;
using Emotion.Pipeline;
using Emotion.Pipeline.Models;
using Emotion.Pipeline.Results;
using Spectre.Console;

namespace Emotion.Cli.Commands;

/// <summary><c>emotion report</c>: a corpus on one page.</summary>
internal static class ReportCommand
{
    public static Command Create()
    {
        var corpus = new Option<string>("--corpus") { Description = "The corpus.", HelpName = "NAME", Required = true };
        var file = new Option<string>("--out", "-o") { Description = "The file to write.", HelpName = "FILE", DefaultValueFactory = _ => "report.html" };
        var storage = new StorageOption();
        var command = new Command("report", "Write one HTML page about a corpus: outcomes, emotions, confidence, recordings over time, clips to listen to, a methods paragraph, limits.") { corpus, file, storage };
        command.Does(async (parsed, cancel) =>
        {
            var (name, path, at) = (parsed.GetValue(corpus)!, parsed.GetValue(file)!, storage.Connect(parsed));
            var summary = await CorpusSummary.OfAsync(new ResultTable(at.Tables).QueryAsync(new ResultQuery(name), cancel), cancel);
            if (summary.Clips == 0)
                throw new CommandException($"There is no row of corpus {name}. Upload its clips (emotion upload DIR --corpus {name}), or see which corpora there are: emotion results --group-by corpus.");
            var timelines = await TimelinesAsync(new SegmentTable(at.Tables), summary.FirstRecordings, cancel);
            var model = summary.Models.OrderByDescending(version => version.Value).Select(version => version.Key).FirstOrDefault();
            var page = new ReportPage(name, summary, timelines, model is null ? null : await CardAsync(at, model, cancel), DateTimeOffset.UtcNow);
            await OutputFile.WriteAsync(path, async stream => await stream.WriteAsync(Encoding.UTF8.GetBytes(page.ToString()), cancel));
            if (path != OutputFile.StandardOutput)
                Terminal.Out.WriteLine($"Wrote {path}: {Counted.Of(summary.Clips, "clip")} of corpus {name}");
            return ExitCode.Done;
        });
        return command;
    }

    private static async Task<List<RecordingTimeline>> TimelinesAsync(SegmentTable segments, IReadOnlyList<ClipResult> recordings, CancellationToken cancel)
    {
        var timelines = new List<RecordingTimeline>();
        foreach (var recording in recordings)
            timelines.Add(RecordingTimeline.Of(recording, await segments.QueryAsync(recording, cancel).ToListAsync(cancel)));
        return timelines;
    }

    /// <summary>The one that ships with the tool, or from the storage; a reader of the table alone may not look there.</summary>
    private static async Task<ModelCard?> CardAsync(Storage storage, string version, CancellationToken cancel)
    {
        var shipped = ModelBundle.LoadCurrent(Path.Combine(AppContext.BaseDirectory, "models")).Card;
        if (shipped.Version == version)
            return shipped;
        try
        {
            return await new PublishedModels(storage.Blobs).FindCardAsync(version, cancel);
        }
        catch (Exception e) when (e is InvalidModelException || StorageErrors.Explain(e) is not null)
        {
            return null; // the report says so
        }
    }
}
