using System.Diagnostics;
using System.Globalization;
using Emotion.Pipeline.Telemetry;
using OpenTelemetry;

namespace Emotion.Functions.Hosting.Telemetry;

/// <summary>A line per step, for reading: <c>span ScoreClip 3.1 ms study/a.wav Scored model=… trace=…</c>.</summary>
internal sealed class SpanLines(TextWriter output) : BaseExporter<Activity>
{
    private static readonly string[] Leading = [Tags.Clip, Tags.Outcome, Tags.Step, Tags.Corpus];

    /// <inheritdoc/>
    public override ExportResult Export(in Batch<Activity> batch)
    {
        foreach (var span in batch)
            output.WriteLine(Line(span));
        return ExportResult.Success;
    }

    private static string Line(Activity span)
    {
        var rest = span.TagObjects.Where(tag => !Leading.Contains(tag.Key)).Select(tag => $" {tag.Key}={tag.Value}");
        return string.Create(
            CultureInfo.InvariantCulture,
            $"span {span.DisplayName} {span.Duration.TotalMilliseconds:0.0} ms {span.GetTagItem(Tags.Clip)} {span.GetTagItem(Tags.Outcome)}{string.Concat(rest)} trace={span.TraceId}");
    }
}
