namespace Emotion.Cli.Uploading;

/// <summary>An upload as scripts read it.</summary>
internal sealed record UploadRecord(string Corpus, int Uploaded, int AlreadyThere, long UploadedBytes, double Seconds, IReadOnlyList<RefusedFile> Refused)
{
    public static UploadRecord Of(UploadSummary summary) => new(
        summary.Corpus,
        summary.Uploaded,
        summary.AlreadyThere,
        summary.Bytes,
        Math.Round(summary.Elapsed.TotalSeconds, 3),
        [.. summary.Refused.Select(file => new RefusedFile(file.File, file.Why!))]);
}

/// <summary>A file that is not there, and why.</summary>
internal sealed record RefusedFile(string File, string Why);
