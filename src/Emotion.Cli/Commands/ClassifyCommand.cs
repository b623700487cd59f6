using System.CommandLine;
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
            var results = EachFile.Do([.. files.Select(file => file.File)], file => LocalScoring.Score(file, scorer, cut, cancel).Result, cancel);
            if (parsed.GetValue(json))
                await OutputFile.WriteAsync(null, stream => JsonTable.WriteArrayAsync(stream, results.Select(ResultRecord.Of).ToAsyncEnumerable(), cancel));
            else
                ResultView.Write(Terminal.Out, results);
            return results.Count(result => result.Status == ResultStatus.Scored) == files.Count ? ExitCode.Done : ExitCode.SomeRejected;
        });
        return command;
    }

    /// <summary><c>--models</c>, shared by the commands that score here.</summary>
    internal static Option<string> ModelsOption() => new("--models")
    {
        Description = "Folder of a model bundle store (with current.json).",
        HelpName = "DIR",
        DefaultValueFactory = _ => Path.Combine(AppContext.BaseDirectory, "models"),
    };
}
