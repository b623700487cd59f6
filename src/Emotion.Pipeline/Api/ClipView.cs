using Emotion.Pipeline.Clips;
using Emotion.Pipeline.Exporting;
using Emotion.Pipeline.Results;

namespace Emotion.Pipeline.Api;

/// <summary>One clip: its bytes, and what became of them.</summary>
/// <param name="Clip">Its name, corpus included.</param>
/// <param name="State"><c>Waiting</c> for a clip whose bytes have no row yet, or how it ended.</param>
/// <param name="Bytes">How long it is; null where it was deleted, and only the row is left.</param>
/// <param name="ETag">Which bytes.</param>
/// <param name="LastModified">When they were uploaded.</param>
/// <param name="Result">Their row; null while they wait.</param>
/// <param name="Segments">The windows of a recording, by start; none for a clip that was scored as a whole.</param>
public sealed record ClipView(string Clip, string State, long? Bytes, string ETag, DateTimeOffset LastModified, ResultRecord? Result, IReadOnlyList<SegmentRecord> Segments)
{
    /// <summary>What is said of a clip that has no row, or one of other bytes than those that are there now.</summary>
    public const string Waiting = "Waiting";

    /// <summary>Of a clip that was uploaded just now.</summary>
    public static ClipView Uploaded(ClipVersion version, long bytes) => new(version.Clip.BlobName, Waiting, bytes, version.ETag, version.LastModified, null, []);

    /// <summary>Of a clip whose row is there.</summary>
    /// <param name="row">The row.</param>
    /// <param name="bytes">How long the clip is; null where it was deleted.</param>
    /// <param name="segments">The windows of a recording.</param>
    public static ClipView Ended(ClipResult row, long? bytes, IEnumerable<ClipSegment> segments) => new(
        row.Version.Clip.BlobName, row.Status.ToString(), bytes, row.Version.ETag, row.Version.LastModified, ResultRecord.Of(row), [.. segments.Select(segment => SegmentRecord.Of(row.Version.Clip.BlobName, segment))]);
}
