using Emotion.Pipeline.Auditing;

namespace Emotion.Cli.Rendering;

/// <summary>An audit, counted: by corpus and state, by reason, and the clips that are not settled.</summary>
internal sealed class AuditSummary
{
    private readonly Dictionary<(string Corpus, ClipState State), int> _counts = [];
    private readonly Dictionary<(ClipState State, string Reason), int> _reasons = [];
    private readonly List<AuditedClip> _unsettled = [];

    /// <summary>Corpora, in order of their names.</summary>
    public IReadOnlyList<string> Corpora => [.. _counts.Keys.Select(key => key.Corpus).Distinct().Order(StringComparer.Ordinal)];

    /// <summary>How many clips were rejected or failed for each reason, the most frequent first.</summary>
    public IReadOnlyList<(ClipState State, string Reason, int Count)> Reasons =>
        [.. _reasons.Select(entry => (entry.Key.State, entry.Key.Reason, entry.Value)).OrderByDescending(entry => entry.Value)];

    /// <summary>Clips without a current answer, by name.</summary>
    public IReadOnlyList<AuditedClip> Unsettled => _unsettled;

    /// <summary>Whether every clip is accounted for.</summary>
    public bool IsSettled => _unsettled.Count == 0;

    /// <summary>How many clips, or rows for <see cref="ClipState.Orphaned"/>, are in a state.</summary>
    public int Count(string corpus, ClipState state) => _counts.GetValueOrDefault((corpus, state));

    /// <summary>Counts an audit.</summary>
    public static async Task<AuditSummary> OfAsync(IAsyncEnumerable<AuditedClip> audit, CancellationToken cancel)
    {
        var summary = new AuditSummary();
        await foreach (var clip in audit.WithCancellation(cancel))
            summary.Add(clip);
        summary._unsettled.Sort((a, b) => string.CompareOrdinal(a.Version.Clip.BlobName, b.Version.Clip.BlobName));
        return summary;
    }

    private void Add(AuditedClip clip)
    {
        var corpus = (clip.Version.Clip.Corpus, clip.State);
        _counts[corpus] = _counts.GetValueOrDefault(corpus) + 1;
        if (clip is { State: ClipState.Rejected or ClipState.Failed, Reason: { } why })
            _reasons[(clip.State, why)] = _reasons.GetValueOrDefault((clip.State, why)) + 1;
        if (!clip.IsSettled)
            _unsettled.Add(clip);
    }
}
