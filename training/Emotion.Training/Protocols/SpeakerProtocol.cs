using System.Globalization;
using Emotion.Training.Corpora;
using Emotion.Training.Learning;

namespace Emotion.Training.Protocols;

/// <summary>Speaker-independent cross-validation: every speaker is tested on once, by a network that never heard that voice.</summary>
public static class SpeakerProtocol
{
    /// <summary>As it stands in options and reports.</summary>
    public const string Name = "speaker";

    private const int FewestOthers = 2; // one to learn from, one to validate on

    /// <summary>Parts the speakers into folds.</summary>
    /// <exception cref="TrainingException">There are too few speakers.</exception>
    public static Protocol Of(IReadOnlyList<Example> examples, int folds, int seed)
    {
        var speakers = examples.Select(example => example.Clip.Speaker).Distinct().ToList();
        var largestFold = (speakers.Count + folds - 1) / folds;
        if (speakers.Count < folds + 1 || speakers.Count - largestFold < FewestOthers)
        {
            throw new TrainingException($"{speakers.Count} speakers cannot be parted into {folds} folds with somebody left to learn from, and somebody else to "
                + "choose the best epoch by. Give more speakers, fewer --folds, or leave the speaker protocol out.");
        }

        return new Protocol(
            Name,
            $"{folds} folds of whole speakers, balanced by corpus and gender: whoever is tested was never heard in training, nor when the best "
                + "epoch was chosen, by networks that choose one (on a tenth of the training speakers). Augmented copies are only learnt from. These are the figures "
                + "to expect for new speakers of the same kind of recordings.",
            [.. SpeakerFolds.Deal(speakers, folds, seed).Select((test, fold) => Fold(examples, test, fold + 1, seed))]);
    }

    private static Fold Fold(IReadOnlyList<Example> examples, IReadOnlyList<Speaker> test, int number, int seed)
    {
        var others = examples.Select(example => example.Clip.Speaker).Distinct().Except(test).ToList();
        var validation = SpeakerFolds.Validation(others, seed);
        var set = new TrainingSet(
            [.. Of(others.Except(validation)).SelectMany(example => example.Rows)],
            [.. Of(validation).Select(example => example.Original)],
            KeepsBest: true)
        {
            MayLearnFromValidation = true,
        };
        var name = string.Create(CultureInfo.InvariantCulture, $"fold-{number}");
        return new Fold(name, set, [.. Of(test).Select(example => example.Original)], test);

        IEnumerable<Example> Of(IEnumerable<Speaker> speakers)
        {
            var chosen = speakers.ToHashSet();
            return examples.Where(example => chosen.Contains(example.Clip.Speaker));
        }
    }
}
