using Emotion.Inference;
using Emotion.Pipeline.Results;
using Parquet;
using Parquet.Schema;

namespace Emotion.Cli.Rendering;

/// <summary>Results as Parquet, with the columns of <see cref="ResultCsv"/>; what is not there is null.</summary>
internal static class ResultParquet
{
    private const int RowsPerGroup = 16_384; // the most that are held in memory at a time

    private static readonly (DataField Field, Func<ResultRecord, string?> Of)[] Names =
    [
        Text(nameof(ResultRecord.Corpus), row => row.Corpus),
        Text(nameof(ResultRecord.Path), row => row.Path),
        Text(nameof(ResultRecord.Status), row => row.Status),
        Text(nameof(ResultRecord.Emotion), row => row.Emotion),
        Text(nameof(ResultRecord.Reason), row => row.Reason),
        Text(nameof(ResultRecord.Detail), row => row.Detail),
        Text(nameof(ResultRecord.FeatureSet), row => row.FeatureSet),
        Text(nameof(ResultRecord.ModelVersion), row => row.ModelVersion),
        Text(nameof(ResultRecord.ClipETag), row => row.ClipETag),
    ];

    private static readonly (DataField Field, Func<ResultRecord, double?> Of)[] Numbers =
    [
        Column<double?>(nameof(ResultRecord.Confidence), row => row.Confidence),
        .. EmotionLabels.All.Select(label => Column<double?>("P_" + label, row => row.Probabilities?.TryGetValue(label, out var probability) == true ? probability : null)),
        Column<double?>(nameof(ResultRecord.DurationSeconds), row => row.DurationSeconds),
    ];

    private static readonly (DataField Field, Func<ResultRecord, int?> Of)[] Counts =
    [
        Column<int?>(nameof(ResultRecord.SampleRate), row => row.SampleRate),
        Column<int?>(nameof(ResultRecord.Channels), row => row.Channels),
    ];

    private static readonly (DataField Field, Func<ResultRecord, bool?> Of) Uncertain = Column<bool?>(nameof(ResultRecord.Uncertain), row => row.Uncertain);

    private static readonly (DataField Field, Func<ResultRecord, DateTime> Of)[] Times =
    [
        Time(nameof(ResultRecord.ClipLastModified), row => row.ClipLastModified),
        Time(nameof(ResultRecord.ProcessedAt), row => row.ProcessedAt),
    ];

    private static ParquetSchema Schema =>
        new([.. Names.Select(column => column.Field), .. Numbers.Select(column => column.Field), .. Counts.Select(column => column.Field), Uncertain.Field, .. Times.Select(column => column.Field)]);

    public static async Task WriteAsync(Stream stream, IAsyncEnumerable<ClipResult> results, CancellationToken cancel)
    {
        await using var writer = await ParquetWriter.CreateAsync(Schema, stream, cancellationToken: cancel);
        await foreach (var rows in results.Select(ResultRecord.Of).Chunk(RowsPerGroup).WithCancellation(cancel))
            await WriteGroupAsync(writer, rows, cancel);
    }

    private static async Task WriteGroupAsync(ParquetWriter writer, ResultRecord[] rows, CancellationToken cancel)
    {
        using var group = writer.CreateRowGroup();
        foreach (var (field, of) in Names)
            await group.WriteAsync(field, [.. rows.Select(of)]);
        foreach (var (field, of) in Numbers)
            await group.WriteAsync<double>(field, rows.Select(of).ToArray(), cancellationToken: cancel);
        foreach (var (field, of) in Counts)
            await group.WriteAsync<int>(field, rows.Select(of).ToArray(), cancellationToken: cancel);
        await group.WriteAsync<bool>(Uncertain.Field, rows.Select(Uncertain.Of).ToArray(), cancellationToken: cancel);
        foreach (var (field, of) in Times)
            await group.WriteAsync<DateTime>(field, rows.Select(of).ToArray(), cancellationToken: cancel);
    }

    private static (DataField Field, Func<ResultRecord, string?> Of) Text(string name, Func<ResultRecord, string?> of) => (new DataField<string>(name, nullable: true), of);

    private static (DataField Field, Func<ResultRecord, T> Of) Column<T>(string name, Func<ResultRecord, T> of) => (new DataField<T>(name), of);

    private static (DataField Field, Func<ResultRecord, DateTime> Of) Time(string name, Func<ResultRecord, DateTimeOffset> of) =>
        (new DateTimeDataField(name, DateTimeFormat.Timestamp, isAdjustedToUTC: true, unit: DateTimeTimeUnit.Micros, isNullable: false), row => of(row).UtcDateTime);
}
