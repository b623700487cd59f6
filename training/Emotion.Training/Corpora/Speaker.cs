namespace Emotion.Training.Corpora;

/// <summary>As a corpus records it; it serves to balance the folds.</summary>
public enum Gender
{
    /// <summary>The corpus does not say.</summary>
    Unknown,

    /// <summary>Female.</summary>
    Female,

    /// <summary>Male.</summary>
    Male,
}

/// <summary>A person whose voice is in a corpus.</summary>
/// <param name="Corpus">The corpus's <see cref="CorpusInfo.Id"/>.</param>
/// <param name="Id">Names the speaker within the corpus, for example <c>Actor_07</c>.</param>
/// <param name="Gender">As the corpus records it.</param>
public sealed record Speaker(string Corpus, string Id, Gender Gender);
