using Emotion.Pipeline.Results;

namespace Emotion.Pipeline.Exporting;

/// <summary>A window of a recording as scripts read it.</summary>
/// <param name="Clip">The recording's name, corpus included.</param>
/// <param name="Window">Its number, from 0.</param>
/// <param name="StartSeconds">Where it starts.</param>
/// <param name="EndSeconds">Where it ends.</param>
/// <param name="Emotion">The most probable label.</param>
/// <param name="Confidence">Its probability.</param>
/// <param name="Uncertain">Whether that lies below the limit of the model's card; null where the card has none.</param>
/// <param name="Probabilities">One per label.</param>
/// <param name="ModelVersion">Which model says so.</param>
public sealed record SegmentRecord(
    string Clip,
    int Window,
    double StartSeconds,
    double EndSeconds,
    string Emotion,
    double Confidence,
    bool? Uncertain,
    IReadOnlyDictionary<string, double> Probabilities,
    string ModelVersion)
{
    /// <summary>The columns; docs/table.md tells users of them.</summary>
    public static IReadOnlyList<Column<SegmentRecord>> Columns { get; } =
    [
        Named(nameof(Clip), row => row.Clip),
        Named(nameof(Window), row => row.Window),
        Named(nameof(StartSeconds), row => row.StartSeconds),
        Named(nameof(EndSeconds), row => row.EndSeconds),
        Named(nameof(Emotion), row => row.Emotion),
        Named(nameof(Confidence), row => row.Confidence),
        Named(nameof(Uncertain), row => row.Uncertain),
        .. Column.ByLabel<SegmentRecord>(PredictionColumns.ProbabilityPrefix, row => row.Probabilities),
        Named(nameof(ModelVersion), row => row.ModelVersion),
    ];

    /// <summary>Of a row.</summary>
    /// <param name="clip">The recording's name, corpus included.</param>
    /// <param name="segment">The row.</param>
    public static SegmentRecord Of(string clip, ClipSegment segment) => new(
        clip,
        segment.Window,
        segment.StartSeconds,
        segment.EndSeconds,
        segment.Prediction.Emotion,
        segment.Prediction.Confidence,
        segment.Prediction.Uncertain,
        segment.Prediction.Probabilities,
        segment.Prediction.ModelVersion);

    private static Column<SegmentRecord> Named<T>(string name, Func<SegmentRecord, T> of) => Column.Named(name, of);
}
