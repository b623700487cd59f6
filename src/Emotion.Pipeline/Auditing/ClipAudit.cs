using System.Runtime.CompilerServices;
using Emotion.Pipeline.Clips;
using Emotion.Pipeline.Results;

namespace Emotion.Pipeline.Auditing;

/// <summary>Compares the clips that are there with the rows that are there, one by one.</summary>
public sealed class ClipAudit(ClipStore clips, ResultTable results)
{
    /// <summary>Every clip once, and every row without one. Holds the names of a storage's clips, and of rows without one, in memory, about 300 bytes each.</summary>
    /// <param name="corpus">Only this corpus; null for all.</param>
    /// <param name="cancel">Gives up.</param>
    public async IAsyncEnumerable<AuditedClip> RunAsync(string? corpus, [EnumeratorCancellation] CancellationToken cancel)
    {
        // Clips first: one that is uploaded and answered in between is no orphan worth a word, but would look like one the other way round.
        var waiting = await clips.ListAsync(corpus, cancel).ToDictionaryAsync(version => version.Clip, cancellationToken: cancel);
        var alone = new Dictionary<ClipId, AuditedClip>();
        await foreach (var row in results.QueryOutcomesAsync(new ResultQuery(corpus), cancel))
        {
            if (waiting.Remove(row.Version.Clip, out var clip))
                yield return new AuditedClip(clip, clip.ETag == row.Version.ETag ? StateOf(row.Status) : ClipState.Stale, row.Reason);
            else
                alone[row.Version.Clip] = new AuditedClip(row.Version, ClipState.Orphaned, row.Reason);
        }

        foreach (var clip in waiting.Values)
            yield return new AuditedClip(clip, ClipState.Missing);

        // It has a row and was not listed: deleted, or uploaded since. A second list tells, 5000 clips at a time, where asking for each would take an hour.
        if (alone.Count > 0)
        {
            await foreach (var clip in clips.ListAsync(corpus, cancel))
                alone.Remove(clip.Clip);
        }

        foreach (var orphan in alone.Values)
            yield return orphan;
    }

    private static ClipState StateOf(ResultStatus status) => status switch
    {
        ResultStatus.Scored => ClipState.Scored,
        ResultStatus.Rejected => ClipState.Rejected,
        _ => ClipState.Failed,
    };
}
