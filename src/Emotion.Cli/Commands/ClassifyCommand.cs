using System.CommandLine;
using Emotion.Audio.Recordings;
using Emotion.Cli.Rendering;
using Emotion.Inference;
using Emotion.Pipeline.Exporting;
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
        var models = ModelsOption();
        var windowing = new WindowingOptions();
        var command = new Command("classify", "Score clips right here: same features, windows and model as the pipeline, no storage. Exit code 2 if any is rejected.") { paths, json, models };
        windowing.AddTo(command);
        command.Does(async (parsed, cancel) =>
        {
            var files = ClipFiles.Find(parsed.GetValue(paths)!);
            var cut = windowing.Read(parsed);
            using var scorer = ServedScorer.Load(ModelBundle.LoadCurrent(parsed.GetValue(models)!));
            var scored = files.AsParallel().AsOrdered().WithCancellation(cancel).Select(file => Score(file.File, scorer, cut, cancel)).ToList();
            foreach (var (file, (_, problem)) in files.Zip(scored))
            {
                if (problem is not null)
                    Console.Error.WriteLine($"{file.File}: {problem}");
            }

            var results = scored.Select(one => one.Result).OfType<ClipResult>().ToList();
            if (parsed.GetValue(json))
                await OutputFile.WriteAsync(null, stream => JsonTable.WriteArrayAsync(stream, results.Select(ResultRecord.Of).ToAsyncEnumerable(), cancel));
            else
                ResultView.Write(Terminal.Out, results);
            return results.Count(result => result.Status == ResultStatus.Scored) == files.Count ? ExitCode.Done : ExitCode.SomeRejected;
        });
        return command;
    }

    /// <summary>A file that cannot be read must not keep thousands of others from coming out.</summary>
    private static (ClipResult? Result, string? Problem) Score(string file, EmotionScorer scorer, Windowing windowing, CancellationToken cancel)
    {
        try
        {
            return (LocalScoring.Score(file, scorer, windowing, cancel).Result, null);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return (null, e.Message);
        }
    }

    /// <summary><c>--models</c>, shared by the commands that score here.</summary>
    internal static Option<string> ModelsOption() => new("--models")
    {
        Description = "Folder of a model bundle store (with current.json).",
        HelpName = "DIR",
        DefaultValueFactory = _ => Path.Combine(AppContext.BaseDirectory, "models"),
    };
}
