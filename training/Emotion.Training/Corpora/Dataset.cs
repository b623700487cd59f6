using Emotion.Inference;

namespace Emotion.Training.Corpora;

/// <summary>A clip as a learner sees it.</summary>
/// <param name="Clip">Which clip.</param>
/// <param name="Hash">SHA-256 of the file, lower-case hex.</param>
/// <param name="Features">What is kept of it: see <see cref="TrainingFeatures"/>.</param>
/// <param name="Copies">What is kept of its augmented copies; as many for every clip.</param>
public sealed record Example(CorpusClip Clip, string Hash, float[] Features, IReadOnlyList<float[]> Copies)
{
    /// <summary>The recording and its copies, as rows to learn from or to test on.</summary>
    public IEnumerable<Row> Rows => Copies.Select((features, copy) => new Row(this, copy + 1, features)).Prepend(Original);

    /// <summary>The recording itself.</summary>
    public Row Original => new(this, 0, Features);

    /// <summary>How long the whole clip is, in seconds.</summary>
    public float Seconds { get; init; }
}

/// <summary>A feature vector with the clip that it comes from.</summary>
/// <param name="Example">Which clip.</param>
/// <param name="Copy">0 for the recording itself, else the number of the augmented copy.</param>
/// <param name="Features">What is kept of it: see <see cref="TrainingFeatures"/>.</param>
public readonly record struct Row(Example Example, int Copy, float[] Features)
{
    /// <summary>The clip's label.</summary>
    public string Label => Example.Clip.Label;
}

/// <summary>A clip that is not used, and why.</summary>
/// <param name="Clip">Which clip.</param>
/// <param name="Kind">Which kind of reason.</param>
/// <param name="Reason">The reason in a sentence, for people.</param>
public sealed record LeftOut(CorpusClip Clip, LeftOutKind Kind, string Reason);

/// <summary>Kinds of reasons to leave out a clip.</summary>
public enum LeftOutKind
{
    /// <summary>The file cannot be opened or decoded.</summary>
    Unreadable,

    /// <summary>Nothing is to be heard in the analysed window.</summary>
    Silent,

    /// <summary>Too short to analyse.</summary>
    TooShort,

    /// <summary>Its samples are not finite.</summary>
    NotFinite,

    /// <summary>The same bytes as another clip, with the same label, which is kept.</summary>
    Duplicate,

    /// <summary>The same bytes as another clip, with another label.</summary>
    ContradictingDuplicate,
}

/// <summary>One or more corpora, read: examples in the order of the corpora and of the clips' names.</summary>
public sealed record Dataset(IReadOnlyList<Corpus> Corpora, IReadOnlyList<Example> Examples, IReadOnlyList<LeftOut> LeftOut)
{
    /// <summary>The labels that occur, in the order of <see cref="EmotionLabels.All"/>.</summary>
    public IReadOnlyList<string> Labels => [.. EmotionLabels.All.Where(label => Examples.Any(example => example.Clip.Label == label))];
}
