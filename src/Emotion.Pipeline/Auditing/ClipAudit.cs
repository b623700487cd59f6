using System.Runtime.CompilerServices;
using Emotion.Pipeline.Clips;
using Emotion.Pipeline.Results;

namespace Emotion.Pipeline.Auditing;

/// <summary>Compares the clips that are there with the rows that are there, one by one.</summary>
public sealed class ClipAudit(ClipStore clips, ResultTable results)
{
    /// <summary>Every clip once, and every row without one. Holds the names of a storage's clips in memory, about 300 bytes each.</summary>
    /// <param name="corpus">Only this corpus; null for all.</param>
    /// <param name="cancel">Gives up.</param>
    public async IAsyncEnumerable<AuditedClip> RunAsync(string? corpus, [EnumeratorCancellation] CancellationToken cancel)
    {
        // Clips first: one that is uploaded and answered in between is no orphan worth a word, but would look like one the other way round.
        var waiting = await clips.ListAsync(corpus, cancel).ToDictionaryAsync(version => version.Clip, cancellationToken: cancel);
        await foreach (var row in results.QueryOutcomesAsync(new ResultQuery(corpus), cancel))
        {
            if (waiting.Remove(row.Version.Clip, out var clip))
                yield return new AuditedClip(clip, clip.ETag == row.Version.ETag ? StateOf(row.Status) : ClipState.Stale, row.Reason);
            else if (await clips.FindAsync(row.Version.Clip, cancel) is null)
                yield return new AuditedClip(row.Version, ClipState.Orphaned, row.Reason);
        }

        foreach (var clip in waiting.Values)
            yield return new AuditedClip(clip, ClipState.Missing);
    }

    private static ClipState StateOf(ResultStatus status) => status switch
    {
        ResultStatus.Scored => ClipState.Scored,
        ResultStatus.Rejected => ClipState.Rejected,
        _ => ClipState.Failed,
    };
}
