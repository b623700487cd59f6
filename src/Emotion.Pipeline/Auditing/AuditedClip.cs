using Emotion.Pipeline.Clips;

namespace Emotion.Pipeline.Auditing;

/// <summary>What became of a clip.</summary>
public enum ClipState
{
    /// <summary>Its row says how it sounds.</summary>
    Scored,

    /// <summary>Its row says what is wrong with it.</summary>
    Rejected,

    /// <summary>Its row says where the system gave up.</summary>
    Failed,

    /// <summary>It has no row: it is on its way, or was never seen.</summary>
    Missing,

    /// <summary>Its row is of other bytes than those that are there now.</summary>
    Stale,

    /// <summary>A row whose clip was deleted.</summary>
    Orphaned,
}

/// <summary>A clip or a row, compared with its counterpart.</summary>
/// <param name="Version">The clip that is there now; the row's, for an orphaned one.</param>
/// <param name="State">What became of it.</param>
/// <param name="Reason">The row's reason, for rejected and failed clips.</param>
public sealed record AuditedClip(ClipVersion Version, ClipState State, string? Reason = null)
{
    /// <summary>Whether nothing is left to do: an answer, or a fault of the clip's own, or a clip that somebody deleted.</summary>
    public bool IsSettled => State is ClipState.Scored or ClipState.Rejected or ClipState.Orphaned;
}
