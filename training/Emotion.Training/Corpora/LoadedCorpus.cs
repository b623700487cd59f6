namespace Emotion.Training.Corpora;

/// <summary>A clip as a learner sees it.</summary>
/// <param name="Clip">Which clip.</param>
/// <param name="Features">Raw features, as <see cref="Audio.Features.FeatureSet.Librosa180"/> defines them.</param>
public sealed record Example(CorpusClip Clip, float[] Features);

/// <summary>A clip that is not used, and why.</summary>
public sealed record LeftOut(CorpusClip Clip, string Reason);

/// <summary>A corpus's clips, read, in the corpus's order.</summary>
public sealed record LoadedCorpus(IReadOnlyList<Example> Examples, IReadOnlyList<LeftOut> LeftOut);
