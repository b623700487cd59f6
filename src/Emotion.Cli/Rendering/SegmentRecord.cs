using Emotion.Inference;
using Emotion.Pipeline.Results;

namespace Emotion.Cli.Rendering;

/// <summary>A window of a recording as scripts read it.</summary>
internal sealed record SegmentRecord(
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
        Column<SegmentRecord>.Named(nameof(Clip), row => row.Clip),
        Column<SegmentRecord>.Named(nameof(Window), row => row.Window),
        Column<SegmentRecord>.Named(nameof(StartSeconds), row => row.StartSeconds),
        Column<SegmentRecord>.Named(nameof(EndSeconds), row => row.EndSeconds),
        Column<SegmentRecord>.Named(nameof(Emotion), row => row.Emotion),
        Column<SegmentRecord>.Named(nameof(Confidence), row => row.Confidence),
        Column<SegmentRecord>.Named(nameof(Uncertain), row => row.Uncertain),
        .. EmotionLabels.All.Select(label => Column<SegmentRecord>.Named("P_" + label, row => ResultColumns.ByLabel(row.Probabilities, label))),
        Column<SegmentRecord>.Named(nameof(ModelVersion), row => row.ModelVersion),
    ];

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
}
