using Emotion.Training.Corpora;

namespace Emotion.Training.Measuring;

/// <summary>A speaker-independent split: nobody's voice is on both sides.</summary>
/// <param name="Speakers">Who is held out, sorted by id.</param>
/// <param name="Training">The clips of everybody else.</param>
/// <param name="Test">The clips of the speakers held out.</param>
public sealed record SpeakerHoldOut(IReadOnlyList<Speaker> Speakers, IReadOnlyList<Example> Training, IReadOnlyList<Example> Test)
{
    /// <summary>Holds out speakers that the seed picks, as many women as men as far as possible.</summary>
    /// <param name="examples">All clips.</param>
    /// <param name="count">How many speakers to hold out.</param>
    /// <param name="seed">The same seed picks the same speakers from the same clips.</param>
    /// <exception cref="TrainingException">Nobody would be left to train on.</exception>
    public static SpeakerHoldOut Choose(IReadOnlyList<Example> examples, int count, int seed)
    {
        var speakers = SortedById(examples.Select(example => example.Clip.Speaker).Distinct());
        if (count >= speakers.Length)
        {
            throw new TrainingException($"{count} of {speakers.Length} speakers cannot be held out: nobody would be left to train on. "
                + "Give more speakers, or a smaller --hold-out.");
        }

        new Random(seed).Shuffle(speakers);
        var inTurn = speakers
            .GroupBy(speaker => speaker.Gender)
            .OrderBy(group => group.Key)
            .SelectMany(group => group.Select((speaker, turn) => (speaker, turn)))
            .OrderBy(pick => pick.turn)
            .Select(pick => pick.speaker);
        var heldOut = SortedById(inTurn.Take(count));
        var sides = examples.ToLookup(example => heldOut.Contains(example.Clip.Speaker));
        return new SpeakerHoldOut(heldOut, [.. sides[false]], [.. sides[true]]);
    }

    private static Speaker[] SortedById(IEnumerable<Speaker> speakers) =>
        [.. speakers.OrderBy(speaker => speaker.Id, StringComparer.Ordinal)];
}
