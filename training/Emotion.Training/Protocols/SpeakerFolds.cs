using Emotion.Training.Corpora;

namespace Emotion.Training.Protocols;

/// <summary>Parts speakers into folds that are alike.</summary>
public static class SpeakerFolds
{
    private const int ValidationHands = 10;

    /// <summary>Deals speakers like cards, at random, corpus by corpus and gender by gender: every fold gets its share of each.</summary>
    /// <param name="speakers">Whom to deal.</param>
    /// <param name="count">How many folds, at most as many as speakers.</param>
    /// <param name="seed">The same seed deals the same speakers alike.</param>
    /// <returns>The folds, each sorted by corpus and id.</returns>
    public static IReadOnlyList<IReadOnlyList<Speaker>> Deal(IEnumerable<Speaker> speakers, int count, int seed)
    {
        var deck = Sorted(speakers.Distinct()).ToArray();
        new Random(seed).Shuffle(deck);
        return [.. deck
            .OrderBy(speaker => speaker.Corpus, StringComparer.Ordinal)
            .ThenBy(speaker => speaker.Gender)
            .Select((speaker, turn) => (speaker, Fold: turn % count))
            .GroupBy(dealt => dealt.Fold, dealt => dealt.speaker)
            .OrderBy(fold => fold.Key)
            .Select(fold => Sorted(fold).ToList())];
    }

    /// <summary>A tenth of training speakers, whom a network does not learn from: to choose its best epoch or its temperature by.</summary>
    /// <param name="speakers">At least two.</param>
    /// <param name="seed">The same seed chooses the same speakers.</param>
    public static IReadOnlyList<Speaker> Validation(IReadOnlyCollection<Speaker> speakers, int seed) =>
        Deal(speakers, Math.Min(ValidationHands, speakers.Count), seed)[0];

    private static IOrderedEnumerable<Speaker> Sorted(IEnumerable<Speaker> speakers) => speakers
        .OrderBy(speaker => speaker.Corpus, StringComparer.Ordinal)
        .ThenBy(speaker => speaker.Id, StringComparer.Ordinal);
}
