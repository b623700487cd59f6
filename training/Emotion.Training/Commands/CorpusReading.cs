using Emotion.Training.Augmentation;
using Emotion.Training.Corpora;
using Emotion.Training.Describing;
using Spectre.Console;

namespace Emotion.Training.Commands;

/// <summary>Reads corpora in front of the user: a bar while it lasts, then what was found and what was left out.</summary>
/// <param name="console">Where it reports.</param>
public sealed class CorpusReading(IAnsiConsole console)
{
    /// <summary>Reads them.</summary>
    /// <param name="corpora">What to read.</param>
    /// <param name="set">What to keep of each clip.</param>
    /// <param name="augmentation">How to make the copies of each clip.</param>
    /// <param name="cache">Where features are kept; null to compute all.</param>
    /// <param name="cancellation">Stops the reading.</param>
    /// <exception cref="TrainingException">None of the clips can be used.</exception>
    public Dataset Read(
        IReadOnlyList<Corpus> corpora, TrainingFeatures set, AugmentationRecipe augmentation, FeatureCache? cache, CancellationToken cancellation)
    {
        var dataset = new TrainingLog(console).Track(
            "Reading clips",
            corpora.Sum(corpus => corpus.Clips.Count),
            step => CorpusLoader.Load(corpora, set, augmentation, cache, step, cancellation));
        CorpusView.Write(console, CorpusReport.Of(dataset));
        return dataset.Examples.Count > 0
            ? dataset
            : throw new TrainingException("None of the clips can be used; the reasons are listed above. Unpack the corpus again.");
    }
}
