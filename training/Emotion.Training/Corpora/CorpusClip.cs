namespace Emotion.Training.Corpora;

/// <summary>A labelled recording, not yet read.</summary>
/// <param name="Name">Its path within the corpus, with forward slashes.</param>
/// <param name="File">Where it lies.</param>
/// <param name="Label">One of <see cref="Inference.EmotionLabels.All"/>.</param>
/// <param name="Speaker">Whose voice it is, in which corpus.</param>
public sealed record CorpusClip(string Name, string File, string Label, Speaker Speaker)
{
    /// <summary>What is said, as the corpus names it; null where it does not say.</summary>
    public string? Sentence { get; init; }

    /// <summary>The part that a manifest puts it in; null where it says nothing.</summary>
    public GivenSplit? Split { get; init; }
}

/// <summary>Column <c>split</c> of a manifest.</summary>
public enum GivenSplit
{
    /// <summary>To learn from.</summary>
    Train,

    /// <summary>To choose the best epoch by.</summary>
    Validation,

    /// <summary>To measure on.</summary>
    Test,
}
