using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Emotion.Pipeline.Telemetry;

/// <summary>Everything that the pipeline measures. <c>docs/operations.md</c> says what each is good for.</summary>
public static class PipelineTelemetry
{
    /// <summary>Name of the one <see cref="ActivitySource"/> and the one <see cref="Meter"/>.</summary>
    public const string Name = "Emotion.Pipeline";

    /// <summary>A span per step and clip, named as the step.</summary>
    internal static readonly ActivitySource Spans = new(Name);

    private static readonly Meter Meter = new(Name);

    /// <summary>Steps that ended, by <see cref="Tags.Step"/>, <see cref="Tags.Outcome"/>, corpus, reason and model version: two for a scored clip.</summary>
    internal static readonly Counter<long> Steps = Meter.CreateCounter<long>("emotion.steps", "{step}", "Steps that ended, by outcome");

    /// <summary>How long a step took: extraction and scoring.</summary>
    internal static readonly Histogram<double> StepDuration = Meter.CreateHistogram<double>(
        "emotion.step.duration", "s", "Duration of a step", tags: null, Buckets(0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 60));

    /// <summary>From sending a message to the start of its scoring; attempts that failed lie in between.</summary>
    internal static readonly Histogram<double> QueueLatency = Meter.CreateHistogram<double>(
        "emotion.queue.latency", "s", "Time that a clip's features waited in the queue", tags: null, Buckets(0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 30, 60, 300, 1800, 7200));

    /// <summary>Published models that were taken into use or refused.</summary>
    internal static readonly Counter<long> ModelChanges = Meter.CreateCounter<long>("emotion.model.changes", "{model}", "Published models, taken into use or refused");

    private static InstrumentAdvice<double> Buckets(params double[] bounds) => new() { HistogramBucketBoundaries = bounds };
}
