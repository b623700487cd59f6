namespace Emotion.Training.Corpora;

/// <summary>As a corpus records it; it serves to balance the speakers that are held out.</summary>
public enum Gender
{
    /// <summary>Female.</summary>
    Female,

    /// <summary>Male.</summary>
    Male,
}

/// <summary>A person whose voice is in a corpus.</summary>
/// <param name="Id">Names the speaker within the corpus, for example <c>Actor_07</c>.</param>
/// <param name="Gender">As the corpus records it.</param>
public sealed record Speaker(string Id, Gender Gender);
