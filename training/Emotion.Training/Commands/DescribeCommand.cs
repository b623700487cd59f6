using System.CommandLine;
using Emotion.Audio.Features;
using Emotion.Plotting;
using Emotion.Training.Augmentation;
using Emotion.Training.Corpora;
using Emotion.Training.Describing;
using Spectre.Console;

namespace Emotion.Training.Commands;

/// <summary><c>describe</c>: what is in corpora, before anything is learnt from them.</summary>
public static class DescribeCommand
{
    /// <summary>The command.</summary>
    /// <param name="console">Where it reports.</param>
    public static Command Create(IAnsiConsole console)
    {
        var corpora = new CorpusOptions();
        var output = new Option<string>("--out")
        {
            Description = "Folder to write corpus-report.json and the pictures to.",
            Required = true,
            HelpName = "DIR",
        };
        var command = new Command("describe", "Counts clips, hours, speakers and emotions of corpora, names faulty clips, and draws examples.") { output };
        corpora.AddTo(command);
        command.SetAction((result, cancellation) => Task.Run(
            () =>
            {
                var folder = result.GetRequiredValue(output);
                var dataset = new CorpusReading(console).Read(
                    corpora.Find(result), TrainingFeatures.Of(FeatureSet.Librosa180), AugmentationRecipe.None, corpora.Cache(result), cancellation);
                CorpusReport.Of(dataset).Write(folder);
                var pictures = CorpusPictures.Write(dataset, folder);
                if (PictureStyle.Warning is { } warning)
                    console.WriteUnbroken(warning);
                console.WriteUnbroken($"Wrote {CorpusReport.FileName} and {pictures.Count} pictures to {folder}.");
            },
            CancellationToken.None));
        return command;
    }
}
