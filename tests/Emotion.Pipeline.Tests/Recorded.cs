using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using Emotion.Pipeline.Telemetry;

namespace Emotion.Pipeline.Tests;

/// <summary>The spans and measurements of one corpus: other tests run beside this one.</summary>
internal sealed class Recorded : IDisposable
{
    private readonly string _corpus;
    private readonly ActivityListener _spans;
    private readonly MeterListener _meters;
    private readonly ConcurrentQueue<Activity> _ended = new();
    private readonly ConcurrentQueue<(string Instrument, double Value, Dictionary<string, object?> Tags)> _measured = new();

    public Recorded(string corpus)
    {
        _corpus = corpus;
        _spans = new ActivityListener
        {
            ShouldListenTo = source => source.Name == PipelineTelemetry.Name,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = _ended.Enqueue,
        };
        ActivitySource.AddActivityListener(_spans);
        _meters = new MeterListener
        {
            InstrumentPublished = (instrument, listener) =>
            {
                if (instrument.Meter.Name == PipelineTelemetry.Name)
                    listener.EnableMeasurementEvents(instrument);
            },
        };
        _meters.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Add(instrument, value, tags));
        _meters.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Add(instrument, value, tags));
        _meters.Start();
    }

    /// <summary>The spans, in the order in which they ended.</summary>
    public IReadOnlyList<Activity> Spans => [.. _ended.Where(span => _corpus.Equals(span.GetTagItem(Tags.Corpus)))];

    /// <summary>What an instrument was given.</summary>
    public IReadOnlyList<(double Value, Dictionary<string, object?> Tags)> Of(string instrument) =>
        [.. _measured.Where(m => m.Instrument == instrument && _corpus.Equals(m.Tags.GetValueOrDefault(Tags.Corpus))).Select(m => (m.Value, m.Tags))];

    public void Dispose()
    {
        _spans.Dispose();
        _meters.Dispose();
    }

    private void Add(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags) =>
        _measured.Enqueue((instrument.Name, value, new Dictionary<string, object?>(tags.ToArray())));
}
