using Emotion.Audio;
using Emotion.Pipeline.Clips;
using Emotion.Pipeline.Steps;
using Microsoft.Extensions.Logging;

namespace Emotion.Pipeline.Results;

/// <summary>
/// Writes a clip's row so that the newest bytes win, however often and in whatever order messages arrive.
/// </summary>
public sealed class ResultRecorder(ResultTable table, SegmentTable segmentTable, ClipStore clips, TimeProvider time, ILogger<ResultRecorder> log)
{
    /// <summary>Writes the row, and the windows of a recording before it, unless the table already holds a better one.</summary>
    /// <param name="result">The row.</param>
    /// <param name="cancel">Gives up.</param>
    /// <param name="segments">The windows of a recording.</param>
    /// <returns>Whether the table now holds this result; if not, the step ends <see cref="Superseded"/>.</returns>
    public async Task<bool> RecordAsync(ClipResult result, CancellationToken cancel, IReadOnlyList<ClipSegment>? segments = null)
    {
        if (segments is { Count: > 0 })
            await segmentTable.WriteAsync(result.Version, segments, cancel);
        while (true)
        {
            var existing = await table.FindAsync(result.Version.Clip, cancel);
            if (existing is { } row && !await ReplacesAsync(result, row.Result, cancel))
            {
                await ForgetSegmentsAsync(result, row.Result, cancel);
                return false;
            }

            // Before the row is written: were it after, nobody would know of them once the process ended in between.
            await ForgetSegmentsAsync(existing?.Result, result, cancel);
            if (await table.TryWriteAsync(result, existing?.Row, cancel))
                return true;
        }
    }

    /// <summary>Removes the windows of the row that lost which are not those of the row that stays.</summary>
    private async Task ForgetSegmentsAsync(ClipResult? lost, ClipResult stays, CancellationToken cancel)
    {
        if (lost?.Recording is null)
            return;
        var kept = lost.Version.ETag == stays.Version.ETag ? stays.Recording?.Windows ?? 0 : 0;
        if (kept < lost.Recording.Windows)
            await segmentTable.RemoveAsync(lost.Version, kept, cancel);
    }

    /// <summary>Ends a step with a Rejected row: the clip is at fault.</summary>
    public async Task<StepOutcome> RejectAsync(ClipVersion version, InvalidAudioException fault, CancellationToken cancel)
    {
        var result = new ClipResult
        {
            Version = version,
            Status = ResultStatus.Rejected,
            Reason = fault.Fault.ToString(),
            Detail = fault.Message,
            Audio = fault.Facts,
            ProcessedAt = time.GetUtcNow(),
        };
        if (!await RecordAsync(result, cancel))
            return Superseded(version);

        Log.ClipRejected(log, version.Clip.BlobName, result.Reason, result.Detail);
        return new StepOutcome(StepOutcomeKind.Rejected, $"{version.Clip}: Rejected {result.Reason}", result.Reason);
    }

    /// <summary>Ends a step with a Failed row: the pipeline could not give an answer.</summary>
    /// <param name="version">Which bytes.</param>
    /// <param name="reason">A word.</param>
    /// <param name="detail">A sentence that says what to do.</param>
    /// <param name="audio">What the file is, as far as it is known.</param>
    /// <param name="cancel">Gives up.</param>
    public async Task<StepOutcome> FailAsync(ClipVersion version, string reason, string detail, AudioFacts? audio, CancellationToken cancel)
    {
        var result = new ClipResult
        {
            Version = version,
            Status = ResultStatus.Failed,
            Reason = reason,
            Detail = detail,
            Audio = audio,
            ProcessedAt = time.GetUtcNow(),
        };
        if (!await RecordAsync(result, cancel))
            return Superseded(version);

        Log.ClipFailed(log, version.Clip.BlobName, reason);
        return new StepOutcome(StepOutcomeKind.Failed, $"{version.Clip}: Failed {reason}", reason);
    }

    /// <summary>The outcome of a step whose result was dropped.</summary>
    public StepOutcome Superseded(ClipVersion version)
    {
        Log.ResultSuperseded(log, version.Clip.BlobName, version.ETag);
        return new StepOutcome(StepOutcomeKind.Superseded, $"{version.Clip}: result of ETag {version.ETag} dropped, the table holds a better one");
    }

    private async Task<bool> ReplacesAsync(ClipResult result, ClipResult existing, CancellationToken cancel)
    {
        if (result.Version.ETag == existing.Version.ETag)
            return result.Status <= existing.Status; // a fault never hides an answer, and giving up hides neither
        if (result.Version.LastModified != existing.Version.LastModified)
            return result.Version.LastModified > existing.Version.LastModified;

        // Two uploads within the same second: only the blob itself can say which one stayed.
        var current = await clips.FindAsync(result.Version.Clip, cancel);
        return current?.ETag == result.Version.ETag;
    }
}
