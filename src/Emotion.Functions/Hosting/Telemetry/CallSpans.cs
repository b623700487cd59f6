using System.Diagnostics;
using OpenTelemetry;

namespace Emotion.Functions.Hosting.Telemetry;

/// <summary>
/// Keeps the spans of the calls to itself. They carry the host's trace to the steps, but the host sends its own span of each call: a second one
/// would double the requests.
/// </summary>
internal sealed class CallSpans(string source) : BaseProcessor<Activity>
{
    /// <inheritdoc/>
    public override void OnEnd(Activity data)
    {
        if (data.Source.Name == source)
            data.ActivityTraceFlags &= ~ActivityTraceFlags.Recorded; // exporters take recorded spans only
    }
}
