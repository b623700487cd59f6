using Emotion.Training.Corpora;
using Emotion.Training.Learning;
using Emotion.Training.Measuring;
using Emotion.Training.Networks;
using Emotion.Training.Protocols;

namespace Emotion.Training.Runs;

/// <summary>A finished training as it lies in a run's folder: without the clips, which the corpora have.</summary>
internal sealed record SavedFold(
    int KeptEpoch, IReadOnlyList<EpochReport> History, IReadOnlyList<SavedFold.SavedRow> Rows, double Temperature = 1)
{
    /// <summary>What is to be saved.</summary>
    public static SavedFold Of(Fold fold, TrainedModel model, IReadOnlyList<ScoredRow> scored) => new(
        model.KeptEpoch,
        model.History,
        [.. fold.Test.Zip(scored, (row, score) => new SavedRow(row.Example.Hash, row.Copy, score.Probabilities))],
        model.Temperature);

    /// <summary>The same with its clips.</summary>
    /// <param name="fold">The training.</param>
    /// <param name="kind">The network that was trained.</param>
    /// <exception cref="TrainingException">It tested on other clips than the saved one.</exception>
    public FoldRun ToRun(Fold fold, NetworkKind kind) => new()
    {
        Name = fold.Name,
        TestSpeakers = fold.TestSpeakers,
        TrainingRows = kind.LearntFrom(fold.Set).Count,
        ValidationRows = kind.ChosenBy(fold.Set).Count,
        History = History,
        KeptEpoch = KeptEpoch,
        Temperature = Temperature,
        Scored = fold.Test.Count == Rows.Count ? [.. fold.Test.Zip(Rows, Scored)] : throw OtherClips(),
    };

    private static ScoredRow Scored(Row row, SavedRow saved) => row.Example.Hash == saved.Hash && row.Copy == saved.Copy
        ? new ScoredRow(row.Example.Clip, row.Copy, saved.Probabilities)
        : throw OtherClips();

    private static TrainingException OtherClips() => new(
        "A saved result of this run is of other clips. Give the corpora that it was given, in the same order, or choose another folder by --run.");

    /// <summary>A test row: the file's hash, the number of the copy, and what the model said.</summary>
    internal sealed record SavedRow(string Hash, int Copy, IReadOnlyList<double> Probabilities);
}
