using Emotion.Pipeline.Clips;
using Emotion.Pipeline.Results;

namespace Emotion.Pipeline.Api;

/// <summary>Tells what became of a clip. A row of other bytes than those that are there now does not count: the new ones wait for theirs.</summary>
public sealed class ClipLookup(ClipStore clips, ResultTable results, SegmentTable segments)
{
    /// <summary>Looks a clip up.</summary>
    /// <returns>Null where there is neither clip nor row.</returns>
    public async Task<ClipView?> FindAsync(ClipId clip, CancellationToken cancel)
    {
        var blob = await clips.FindStoredAsync(clip, cancel);
        var row = (await results.FindAsync(clip, cancel))?.Result;
        if (blob is { } stored && row?.Version.ETag != stored.Version.ETag)
            return ClipView.Uploaded(stored.Version, stored.Bytes);
        return row is null ? null : ClipView.Ended(row, blob?.Bytes, await segments.QueryAsync(row, cancel).ToListAsync(cancel));
    }
}
