using System.CommandLine;
using Emotion.Audio.Features;
using Emotion.Training.Augmentation;
using Emotion.Training.Corpora;
using Emotion.Training.Features;
using Spectre.Console;

namespace Emotion.Training.Commands;

/// <summary><c>features</c>: the table that a model learns from, for other tools to learn from too.</summary>
public static class FeaturesCommand
{
    /// <summary>The command.</summary>
    /// <param name="console">Where it reports.</param>
    public static Command Create(IAnsiConsole console)
    {
        var corpora = new CorpusOptions();
        var output = new Option<string>("--out")
        {
            Description = "File to write: .csv or .parquet.",
            Required = true,
            HelpName = "FILE",
        };
        var copies = OptionKinds.AtLeast(0, "--copies", "Augmented copies of each clip, with noise as the tutorial adds it.", 0);

        var command = new Command("features", "Writes librosa's 180 features of every clip, with path, corpus, speaker and label.") { output, copies };
        corpora.AddTo(command);
        command.SetAction((result, cancellation) => Task.Run(
            async () =>
            {
                var file = result.GetRequiredValue(output);
                var writer = FeatureFile.For(file);
                var augmentation = new AugmentationRecipe { Copies = result.GetValue(copies) };
                var dataset = new CorpusReading(console).Read(
                    corpora.Find(result), TrainingFeatures.Of(FeatureSet.Librosa180), augmentation, corpora.Cache(result), cancellation);
                var rows = await writer.WriteAsync(dataset, cancellation);
                console.WriteUnbroken($"Wrote {rows} rows to {file}.");
            },
            CancellationToken.None));
        return command;
    }
}
