namespace Emotion.Functions.Hosting.Telemetry;

/// <summary>Settings of section <c>Telemetry</c>. Where telemetry goes otherwise is told by the usual variables of OpenTelemetry and Azure Monitor.</summary>
internal sealed class TelemetryOptions
{
    /// <summary>Configuration section.</summary>
    public const string Section = "Telemetry";

    /// <summary>Whether spans and metrics are also written to the console, a line each. The default value is false.</summary>
    public bool Console { get; set; }
}
