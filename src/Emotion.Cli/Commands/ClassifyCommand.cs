using System.CommandLine;
using Emotion.Audio;
using Emotion.Cli.Rendering;
using Emotion.Inference;
using Emotion.Pipeline.Clips;
using Emotion.Pipeline.Models;
using Emotion.Pipeline.Results;

namespace Emotion.Cli.Commands;

/// <summary><c>emotion classify</c>: the pipeline's features and model on local files, without any storage.</summary>
internal static class ClassifyCommand
{
    public static Command Create()
    {
        var paths = new Argument<string[]>("path") { Description = ClipFiles.Description, Arity = ArgumentArity.OneOrMore };
        var json = new Option<bool>("--json") { Description = "Write JSON instead of a table." };
        var models = new Option<string>("--models")
        {
            Description = "Folder of a model bundle store (with current.json).",
            DefaultValueFactory = _ => Path.Combine(AppContext.BaseDirectory, "models"),
        };
        var command = new Command("classify", "Score clips right here: same features and model as the pipeline, no storage. Exit code 2 if any is rejected.") { paths, json, models };
        command.Does(async (parsed, cancel) =>
        {
            var files = ClipFiles.Find(parsed.GetValue(paths)!);
            using var scorer = ServedScorer.Load(ModelBundle.LoadCurrent(parsed.GetValue(models)!));
            var results = files.AsParallel().AsOrdered().WithCancellation(cancel).Select(file => Classify(file, scorer)).ToList();

            if (parsed.GetValue(json))
                await OutputFile.WriteAsync(null, stream => ResultJson.WriteArrayAsync(stream, results.ToAsyncEnumerable(), cancel));
            else
                ResultView.Write(Terminal.Out, results);
            return results.TrueForAll(result => result.Status == ResultStatus.Scored) ? ExitCode.Done : ExitCode.SomeRejected;
        });
        return command;
    }

    private static ClipResult Classify(ClipFile file, EmotionScorer scorer)
    {
        // A local file has no ETag; its place in a result is what identifies it.
        var result = new ClipResult
        {
            Version = new ClipVersion(new ClipId("", file.File), "", File.GetLastWriteTimeUtc(file.File)),
            Status = ResultStatus.Rejected,
            ProcessedAt = DateTimeOffset.UtcNow,
        };
        try
        {
            using var stream = File.OpenRead(file.File);
            var analysed = ClipAnalyzer.Analyze(stream, ServedScorer.RecipeOf(scorer));
            return result with
            {
                Status = ResultStatus.Scored,
                Audio = analysed.Audio,
                FeatureSet = analysed.FeatureSet,
                Prediction = scorer.Score(analysed.Window.Vector),
            };
        }
        catch (InvalidAudioException e)
        {
            return result with { Reason = e.Fault.ToString(), Detail = e.Message, Audio = e.Facts };
        }
    }
}
