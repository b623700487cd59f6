using Emotion.Training.Corpora;
using Emotion.Training.Learning;

namespace Emotion.Training.Protocols;

/// <summary>The split of the tutorial's notebook, leaks included: kept to compare with the tutorial, never to judge a model by.</summary>
public static class TutorialProtocol
{
    /// <summary>As it stands in options and reports.</summary>
    public const string Name = "tutorial";

    /// <summary>Augmented copies are made first; then all rows are split at random. As in the notebook, the test rows are watched as
    /// validation, and the weights of the last epoch are kept.</summary>
    /// <exception cref="TrainingException">There are too few clips.</exception>
    public static Protocol Of(IReadOnlyList<Example> examples, int seed)
    {
        var rows = examples.SelectMany(example => example.Rows).ToList();
        var (training, test) = Stratified.Test(Name, rows, row => row.Example.Clip, new Random(seed));
        return new Protocol(
            Name,
            "The tutorial's: recordings and their augmented copies are mixed, then split 80/20 at random by emotion. Copies of a test clip and "
                + "other clips of its speaker are learnt from, so the figures say how well known voices are recognised, and are far too "
                + "high for new ones. Kept only to compare with the tutorial.",
            [new Fold("all", new TrainingSet(training, test, KeepsBest: false), test, [])]);
    }
}
