namespace Emotion.Training.Corpora;

/// <summary>A corpus as found in a folder: what a model card says of it, and its clips.</summary>
public sealed record Corpus
{
    /// <summary>Short and lower-case; goes into version names.</summary>
    public required string Id { get; init; }

    /// <summary>Its full name.</summary>
    public required string Name { get; init; }

    /// <summary>The licence of its recordings.</summary>
    public required string Licence { get; init; }

    /// <summary>What to cite.</summary>
    public required string Citation { get; init; }

    /// <summary>Under which licence weights may be used that were trained on it, and why.</summary>
    public required string ModelLicence { get; init; }

    /// <summary>What a model cannot have learnt from it.</summary>
    public required IReadOnlyList<string> Limits { get; init; }

    /// <summary>The clips to use, sorted by name.</summary>
    public required IReadOnlyList<CorpusClip> Clips { get; init; }

    /// <summary>How many more WAV files lie in the folder, which are none of these clips.</summary>
    public required int OtherFiles { get; init; }
}
