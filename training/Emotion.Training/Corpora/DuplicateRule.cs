namespace Emotion.Training.Corpora;

/// <summary>
/// Clips with the same bytes, within a corpus and across corpora: a copy would weigh double, and could land on both sides of a split. Where their
/// labels agree the first is kept; where they contradict each other none is, for nothing tells which one is right.
/// </summary>
internal static class DuplicateRule
{
    /// <summary>Leaves out what is there twice.</summary>
    /// <param name="corpora">The corpora.</param>
    /// <param name="read">Their clips, in order.</param>
    public static Dataset Apply(IReadOnlyList<Corpus> corpora, IReadOnlyList<ReadClip> read)
    {
        var sameBytes = read.Select(clip => clip.Example).OfType<Example>().ToLookup(example => example.Hash);
        var judged = read.Select(clip => clip.Example is { } example ? Judge(example, [.. sameBytes[example.Hash]]) : clip).ToList();
        return new Dataset(
            corpora,
            [.. judged.Select(clip => clip.Example).OfType<Example>()],
            [.. judged.Select(clip => clip.LeftOut).OfType<LeftOut>()]);
    }

    private static ReadClip Judge(Example example, IReadOnlyList<Example> same)
    {
        var clip = example.Clip;
        if (same.Any(other => other.Clip.Label != clip.Label))
            return ReadClip.Faulty(clip, LeftOutKind.ContradictingDuplicate, Contradiction(same.Where(other => other != example)));

        return example == same[0]
            ? new ReadClip(clip, example, null)
            : ReadClip.Faulty(clip, LeftOutKind.Duplicate, $"Byte-identical to {FullName(same[0].Clip)}, which is kept.");
    }

    private static string Contradiction(IEnumerable<Example> others)
    {
        var named = others.Select(other => $"{FullName(other.Clip)}, labelled {other.Clip.Label}");
        return $"Byte-identical to {string.Join(", and to ", named)}: no label can be trusted.";
    }

    private static string FullName(CorpusClip clip) => $"{clip.Speaker.Corpus}/{clip.Name}";
}
