using Emotion.Training.Corpora;

namespace Emotion.Training.Protocols;

/// <summary>Random splits in which every label of every corpus keeps its share.</summary>
internal static class Stratified
{
    private const double TestShare = 0.2;

    /// <summary>Puts a fifth of the items aside to test on, at random.</summary>
    /// <param name="protocol">Whose test it is, for messages.</param>
    /// <param name="items">What to split.</param>
    /// <param name="clip">The clip that an item is of.</param>
    /// <param name="random">Decides which.</param>
    /// <returns>What is left to learn from, and the test, each in the order of <paramref name="items"/>.</returns>
    /// <exception cref="TrainingException">No label has items enough.</exception>
    public static (List<T> Learnt, List<T> Test) Test<T>(string protocol, IReadOnlyList<T> items, Func<T, CorpusClip> clip, Random random)
    {
        var (rest, test) = Split(items, clip, TestShare, random);
        return test.Count > 0
            ? (rest, test)
            : throw new TrainingException($"Protocol '{protocol}' tests on a fifth of each emotion's clips of a corpus, and no emotion has three or more. Give more "
                + "clips, or leave this protocol out.");
    }

    /// <summary>Splits items in two, at random.</summary>
    /// <param name="items">What to split.</param>
    /// <param name="clip">The clip that an item is of.</param>
    /// <param name="share">How much of each label goes into the smaller part, from 0 to 0.5.</param>
    /// <param name="random">Decides which.</param>
    /// <returns>The larger part and the smaller, each in the order of <paramref name="items"/>.</returns>
    public static (List<T> Larger, List<T> Smaller) Split<T>(IReadOnlyList<T> items, Func<T, CorpusClip> clip, double share, Random random)
    {
        var chosen = new HashSet<int>();
        foreach (var stratum in Enumerable.Range(0, items.Count).GroupBy(i => (clip(items[i]).Speaker.Corpus, clip(items[i]).Label)))
        {
            var indices = stratum.ToArray();
            random.Shuffle(indices);
            chosen.UnionWith(indices.Take((int)Math.Round(share * indices.Length)));
        }

        var parts = Enumerable.Range(0, items.Count).ToLookup(chosen.Contains, i => items[i]);
        return ([.. parts[false]], [.. parts[true]]);
    }
}
