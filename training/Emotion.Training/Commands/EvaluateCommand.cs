using System.CommandLine;
using Emotion.Plotting;
using Emotion.Training.Augmentation;
using Emotion.Training.Corpora;
using Emotion.Training.Evaluating;
using Emotion.Training.Reporting;
using Spectre.Console;

namespace Emotion.Training.Commands;

/// <summary><c>evaluate</c>: scores labelled clips by a finished model, through the code that serves it.</summary>
public static class EvaluateCommand
{
    /// <summary>The command.</summary>
    /// <param name="console">Gets the result, and nothing else.</param>
    /// <param name="progress">Hears what is being done.</param>
    public static Command Create(IAnsiConsole console, TextWriter progress)
    {
        var model = new Option<string>("--model")
        {
            Description = "A model.onnx with its card.json beside it, the folder of both, or a folder of models with current.json.",
            Required = true,
            HelpName = "PATH",
        };
        var split = new Option<GivenSplit?>("--split")
        {
            Description = "Only the clips that the manifest puts in this part: train, validation or test.",
        };
        var json = new Option<bool>("--json") { Description = "Print one JSON document instead of text." };
        var output = new Option<string?>("--out")
        {
            Description = "Folder for a report: metrics.json, predictions.csv, report.md, plots.",
            HelpName = "DIR",
        };
        var corpora = new CorpusOptions();

        var command = new Command("evaluate", "Scores labelled clips by a model, and says how well it does.")
        {
            model, split, json, output,
        };
        corpora.AddTo(command);
        command.SetAction((result, cancellation) => Task.Run(
            () =>
            {
                var bundle = EvaluatedModel.Load(result.GetRequiredValue(model));
                var chosen = Choose(corpora.Find(result), result.GetValue(split));
                progress.WriteLine($"Reading and scoring {chosen.Sum(corpus => corpus.Clips.Count)} clips by {bundle.Card.Version} ...");
                var data = CorpusLoader.Load(
                    chosen, TrainingFeatures.Of(bundle.Card.FeatureSet), AugmentationRecipe.None, corpora.Cache(result), () => { }, cancellation);
                var evaluation = ModelEvaluation.Of(bundle, data);
                if (result.GetValue(output) is { } folder)
                {
                    if (PictureStyle.Warning is { } warning)
                        progress.WriteLine(warning);
                    EvaluationFolder.Write(folder, evaluation);
                }

                // Past the console's own lay-out, which would break long lines.
                console.Profile.Out.Writer.Write(
                    result.GetValue(json) ? ReportJson.Write(EvaluationRecord.Of(evaluation)) : EvaluationText.Of(evaluation, plots: []));
            },
            CancellationToken.None));
        return command;
    }

    private static IReadOnlyList<Corpus> Choose(IReadOnlyList<Corpus> corpora, GivenSplit? split)
    {
        if (split is null)
            return corpora;

        var chosen = corpora.Select(corpus => corpus with { Clips = [.. corpus.Clips.Where(clip => clip.Split == split)] }).ToList();
        return chosen.Any(corpus => corpus.Clips.Count > 0)
            ? chosen
            : throw new TrainingException($"No clip is in part '{split}'. Only manifests with a column split put clips into parts.");
    }
}
