namespace Emotion.Training.Corpora;

/// <summary>What a model card says of a corpus.</summary>
/// <param name="Id">Short and lower-case; goes into version names, file names and options.</param>
/// <param name="Name">Its full name.</param>
/// <param name="Licence">The licence of its recordings.</param>
/// <param name="Citation">What to cite.</param>
/// <param name="ModelLicence">Under which licence weights may be used that were trained on it, and why.</param>
/// <param name="Limits">What a model cannot have learnt from it.</param>
public sealed record CorpusInfo(
    string Id, string Name, string Licence, string Citation, string ModelLicence, IReadOnlyList<string> Limits);
