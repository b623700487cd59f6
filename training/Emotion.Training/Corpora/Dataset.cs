namespace Emotion.Training.Corpora;

/// <summary>A clip as a learner sees it.</summary>
/// <param name="Clip">Which clip.</param>
/// <param name="Hash">SHA-256 of the file, lower-case hex.</param>
/// <param name="Features">Raw features, as <see cref="Audio.Features.FeatureSet.Librosa180"/> defines them.</param>
/// <param name="Copies">The features of its augmented copies; as many for every clip.</param>
public sealed record Example(CorpusClip Clip, string Hash, float[] Features, IReadOnlyList<float[]> Copies)
{
    /// <summary>The recording and its copies, as rows to learn from or to test on.</summary>
    public IEnumerable<Row> Rows => Copies.Select((features, copy) => new Row(this, copy + 1, features)).Prepend(Original);

    /// <summary>The recording itself.</summary>
    public Row Original => new(this, 0, Features);
}

/// <summary>A feature vector with the clip that it comes from.</summary>
/// <param name="Example">Which clip.</param>
/// <param name="Copy">0 for the recording itself, else the number of the augmented copy.</param>
/// <param name="Features">Raw features.</param>
public readonly record struct Row(Example Example, int Copy, float[] Features)
{
    /// <summary>The clip's label.</summary>
    public string Label => Example.Clip.Label;
}

/// <summary>A clip that is not used, and why.</summary>
public sealed record LeftOut(CorpusClip Clip, string Reason);

/// <summary>One or more corpora, read: examples in the order of the corpora and of the clips' names.</summary>
public sealed record Dataset(IReadOnlyList<Corpus> Corpora, IReadOnlyList<Example> Examples, IReadOnlyList<LeftOut> LeftOut);
