namespace Emotion.Training.Corpora;

/// <summary>A labelled recording, not yet read.</summary>
/// <param name="Name">Its path within the corpus, with forward slashes.</param>
/// <param name="File">Where it lies.</param>
/// <param name="Label">One of <see cref="Inference.EmotionLabels.All"/>.</param>
/// <param name="Speaker">Whose voice it is.</param>
public sealed record CorpusClip(string Name, string File, string Label, Speaker Speaker);
