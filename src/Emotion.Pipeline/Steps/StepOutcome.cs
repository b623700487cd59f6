namespace Emotion.Pipeline.Steps;

/// <summary>How a step ended.</summary>
/// <param name="Kind">In one word.</param>
/// <param name="Summary">For the host's log, for example <c>study/a.wav: Scored happy 0.83</c>.</param>
/// <param name="Reason">Why, where the clip was rejected or failed.</param>
/// <param name="ModelVersion">Which model scored.</param>
public readonly record struct StepOutcome(StepOutcomeKind Kind, string Summary, string? Reason = null, string? ModelVersion = null);

/// <summary>How a step can end.</summary>
public enum StepOutcomeKind
{
    /// <summary>The features wait for scoring.</summary>
    Queued,

    /// <summary>The row says how the clip sounds.</summary>
    Scored,

    /// <summary>The clip is at fault; the row says why.</summary>
    Rejected,

    /// <summary>The system gave up; the row says where.</summary>
    Failed,

    /// <summary>The table already holds the answer of newer bytes.</summary>
    Superseded,

    /// <summary>The clip was deleted before it could be read.</summary>
    Gone,

    /// <summary>A poison message names no clip; it stands in the log.</summary>
    Unreadable,
}
