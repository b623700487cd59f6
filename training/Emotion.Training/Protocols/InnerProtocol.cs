using Emotion.Training.Corpora;
using Emotion.Training.Learning;

namespace Emotion.Training.Protocols;

/// <summary>
/// A split to choose settings by: within the training speakers of the speaker protocol's first fold, so that whoever is tested there has no
/// part in the choice.
/// </summary>
public static class InnerProtocol
{
    /// <summary>As it stands in options and reports.</summary>
    public const string Name = "inner";

    private const int Hands = 4;
    private const int Seed = 7; // the validation speakers are dealt by the other one

    /// <summary>Three quarters of those speakers are learnt from, the others are tested on; the last epoch is kept.</summary>
    /// <exception cref="TrainingException">There are too few speakers.</exception>
    public static Protocol Of(IReadOnlyList<Example> examples, int folds, int seed)
    {
        var learnt = SpeakerProtocol.Of(examples, folds, seed).Folds[0].Set;
        var inner = learnt.Training.Concat(learnt.Validation).Select(row => row.Example).Distinct().ToList();
        var speakers = inner.Select(example => example.Clip.Speaker).Distinct().ToList();
        if (speakers.Count < 2)
            throw new TrainingException("Protocol 'inner' parts the training speakers of the first fold once more, and there is but one. Give more speakers, or more --folds.");
        var test = SpeakerFolds.Deal(speakers, Math.Min(Hands, speakers.Count), Seed)[0];
        var parts = inner.ToLookup(example => test.Contains(example.Clip.Speaker));
        return new Protocol(
            Name,
            $"To choose settings by: the speakers whom the first of {folds} speaker folds learns from are parted once more, and a quarter of them "
                + "is tested on. The last epoch is kept. Figures that settings were chosen by are too high; report those of 'speaker'.",
            [
                new Fold(
                    "all",
                    new TrainingSet([.. parts[false].SelectMany(example => example.Rows)], [], KeepsBest: false),
                    [.. parts[true].Select(example => example.Original)],
                    test),
            ]);
    }
}
