using System.Globalization;
using System.Text;
using OpenTelemetry;
using OpenTelemetry.Metrics;

namespace Emotion.Functions.Hosting.Telemetry;

/// <summary>A line per metric and set of tags, each minute: <c>metric emotion.steps 12 emotion.outcome=Scored …</c>.</summary>
internal sealed class MetricLines(TextWriter output) : BaseExporter<Metric>
{
    /// <inheritdoc/>
    public override ExportResult Export(in Batch<Metric> batch)
    {
        foreach (var metric in batch)
        {
            foreach (ref readonly var point in metric.GetMetricPoints())
                output.WriteLine(Line(metric, point));
        }

        return ExportResult.Success;
    }

    private static string Line(Metric metric, in MetricPoint point)
    {
        var line = new StringBuilder($"metric {metric.Name} {Value(metric, point)}");
        foreach (var (name, value) in point.Tags)
            line.Append(CultureInfo.InvariantCulture, $" {name}={value}");
        return line.ToString();
    }

    private static string Value(Metric metric, in MetricPoint point) => metric.MetricType == MetricType.Histogram
        ? string.Create(CultureInfo.InvariantCulture, $"{point.GetHistogramCount()} times, mean {point.GetHistogramSum() / point.GetHistogramCount():0.0000} {metric.Unit}")
        : string.Create(CultureInfo.InvariantCulture, $"{point.GetSumLong()}");
}
