using Emotion.Pipeline.Results;

namespace Emotion.Pipeline.Exporting;

/// <summary>The columns of results, with columns <c>P_{label}</c> and <c>Share_{label}</c> for each label; docs/table.md tells users of them.</summary>
public static class ResultColumns
{
    /// <summary>All of them, in their order.</summary>
    public static IReadOnlyList<Column<ResultRecord>> All { get; } =
    [
        Named(nameof(ResultRecord.Corpus), row => row.Corpus),
        Named(nameof(ResultRecord.Path), row => row.Path),
        Named(nameof(ResultRecord.Status), row => row.Status),
        Named(nameof(ResultRecord.Emotion), row => row.Emotion),
        Named(nameof(ResultRecord.Confidence), row => row.Confidence),
        Named(nameof(ResultRecord.Uncertain), row => row.Uncertain),
        .. Column.ByLabel<ResultRecord>(PredictionColumns.ProbabilityPrefix, row => row.Probabilities),
        Named(nameof(ResultRecord.Reason), row => row.Reason),
        Named(nameof(ResultRecord.Detail), row => row.Detail),
        Named(nameof(ResultRecord.DurationSeconds), row => row.DurationSeconds),
        Named(nameof(ResultRecord.SampleRate), row => row.SampleRate),
        Named(nameof(ResultRecord.Channels), row => row.Channels),
        Named(nameof(ResultRecord.FeatureSet), row => row.FeatureSet),
        Named(nameof(ResultRecord.ModelVersion), row => row.ModelVersion),
        Named(nameof(ResultRecord.Windows), row => row.Windows),
        Named(nameof(ResultRecord.WindowSeconds), row => row.WindowSeconds),
        Named(nameof(ResultRecord.HopSeconds), row => row.HopSeconds),
        .. Column.ByLabel<ResultRecord>(PredictionColumns.SharePrefix, row => row.Shares),
        Named(nameof(ResultRecord.ClipETag), row => row.ClipETag),
        Named(nameof(ResultRecord.ClipLastModified), row => row.ClipLastModified),
        Named(nameof(ResultRecord.ProcessedAt), row => row.ProcessedAt),
    ];

    private static Column<ResultRecord> Named<T>(string name, Func<ResultRecord, T> of) => Column.Named(name, of);
}
