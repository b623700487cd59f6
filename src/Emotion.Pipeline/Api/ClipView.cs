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
public sealed record ClipView(string Clip, string State, long? Bytes, string ETag, DateTimeOffset LastModified, ResultRecord? Result)
{
    /// <summary>What is said of a clip that has no row, or one of other bytes than those that are there now.</summary>
    public const string Waiting = "Waiting";

    /// <summary>Looks at a clip.</summary>
    /// <returns>Null where there is neither clip nor row.</returns>
    public static async Task<ClipView?> FindAsync(ClipStore clips, ResultTable table, ClipId clip, CancellationToken cancel)
    {
        var (stored, found) = (await clips.FindStoredAsync(clip, cancel), (await table.FindAsync(clip, cancel))?.Result);
        return (stored, found) switch
        {
            (null, null) => null,
            (null, { } row) => Of(row.Version, null, row),
            ({ } blob, { } row) when row.Version.ETag == blob.Version.ETag => Of(row.Version, blob.Bytes, row),
            ({ } blob, _) => Of(blob.Version, blob.Bytes, null),
        };
    }

    private static ClipView Of(ClipVersion version, long? bytes, ClipResult? row) =>
        new(version.Clip.BlobName, row?.Status.ToString() ?? Waiting, bytes, version.ETag, version.LastModified, row is null ? null : ResultRecord.Of(row));
}
