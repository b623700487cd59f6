using System.Text.Json.Serialization;

namespace Emotion.Training.Reporting.Records;

/// <summary>The content of a training's <c>metrics.json</c>.</summary>
/// <param name="Run">How the figures came about.</param>
/// <param name="Protocols">What was measured.</param>
public sealed record ReportRecord(RunDescription Run, IReadOnlyList<ProtocolRecord> Protocols)
{
    /// <summary>Goes up when a property changes its name or meaning; new properties leave it alone.</summary>
    [JsonPropertyOrder(-1)]
    public int SchemaVersion { get; } = 1;
}
