namespace Emotion.Pipeline.Telemetry;

/// <summary>Names of what spans and measurements are described by.</summary>
public static class Tags
{
    /// <summary>The blob's name. On spans only: a metric per clip would be too many.</summary>
    public const string Clip = "emotion.clip";

    /// <summary>The clip's corpus.</summary>
    public const string Corpus = "emotion.corpus";

    /// <summary>The function, for example <c>ExtractFeatures</c>.</summary>
    public const string Step = "emotion.step";

    /// <summary>A <see cref="Steps.StepOutcomeKind"/>, <see cref="Error"/> or <see cref="Cancelled"/>.</summary>
    public const string Outcome = "emotion.outcome";

    /// <summary>Why a clip was rejected or failed, as in the table's column <c>Reason</c>.</summary>
    public const string Reason = "emotion.reason";

    /// <summary>The model that scored, was taken into use, or was refused.</summary>
    public const string ModelVersion = "emotion.model.version";

    /// <summary>OpenTelemetry's name for the kind of exception.</summary>
    public const string ErrorType = "error.type";

    /// <summary>Outcome of an attempt that threw: the host delivers again, until it gives up.</summary>
    public const string Error = "Error";

    /// <summary>Outcome of an attempt that the host called off, for example to stop.</summary>
    public const string Cancelled = "Cancelled";
}
