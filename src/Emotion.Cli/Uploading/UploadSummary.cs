namespace Emotion.Cli.Uploading;

/// <summary>How a file ended.</summary>
internal enum UploadOutcomeKind
{
    /// <summary>It is a clip now.</summary>
    Uploaded,

    /// <summary>It was one already, with the same bytes.</summary>
    AlreadyThere,

    /// <summary>It could not be read, or not be stored under its name.</summary>
    Refused,
}

/// <summary>How one file ended.</summary>
/// <param name="File">The file.</param>
/// <param name="Bytes">Its size.</param>
/// <param name="Kind">How it ended.</param>
/// <param name="Why">What is wrong with it, where it was refused.</param>
internal readonly record struct UploadOutcome(string File, long Bytes, UploadOutcomeKind Kind, string? Why = null);

/// <summary>How an upload ended.</summary>
/// <param name="Corpus">Where the clips went.</param>
/// <param name="Files">How each file ended, in their order.</param>
/// <param name="Elapsed">How long it took.</param>
internal sealed record UploadSummary(string Corpus, IReadOnlyList<UploadOutcome> Files, TimeSpan Elapsed)
{
    /// <summary>How many are clips now that were none before.</summary>
    public int Uploaded => Files.Count(file => file.Kind == UploadOutcomeKind.Uploaded);

    /// <summary>How many were left alone.</summary>
    public int AlreadyThere => Files.Count(file => file.Kind == UploadOutcomeKind.AlreadyThere);

    /// <summary>What was uploaded, in bytes.</summary>
    public long Bytes => Files.Where(file => file.Kind == UploadOutcomeKind.Uploaded).Sum(file => file.Bytes);

    /// <summary>Those that are not there.</summary>
    public IReadOnlyList<UploadOutcome> Refused => [.. Files.Where(file => file.Kind == UploadOutcomeKind.Refused)];
}
