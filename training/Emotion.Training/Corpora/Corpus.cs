namespace Emotion.Training.Corpora;

/// <summary>A corpus as found on disk, not yet read.</summary>
/// <param name="Info">Which corpus.</param>
/// <param name="Clips">The clips to use, sorted by name.</param>
/// <param name="OtherFiles">How many more audio files lie in the folder, which are none of these clips.</param>
public sealed record Corpus(CorpusInfo Info, IReadOnlyList<CorpusClip> Clips, int OtherFiles)
{
    /// <summary>Labels that are no spelling of an emotion known here, with how many clips carry each; those clips are not used.</summary>
    public IReadOnlyDictionary<string, int> UnknownLabels { get; init; } = new Dictionary<string, int>();
}
