using Emotion.Pipeline.Exporting;
using Emotion.Pipeline.Results;
using Parquet;
using Parquet.Schema;

namespace Emotion.Cli.Rendering;

/// <summary>Results as Parquet, with the columns of the CSV; what is not there is null.</summary>
internal static class ResultParquet
{
    private const int RowsPerGroup = 16_384; // the most that are held in memory at a time

    private static readonly IReadOnlyList<(Column<ResultRecord> Column, DataField Field)> Columns = [.. ResultColumns.All.Select(column => (column, FieldOf(column)))];

    public static async Task WriteAsync(Stream stream, IAsyncEnumerable<ClipResult> results, CancellationToken cancel)
    {
        var schema = new ParquetSchema([.. Columns.Select(column => column.Field)]);
        await using var writer = await ParquetWriter.CreateAsync(schema, stream, cancellationToken: cancel);
        await foreach (var rows in results.Select(ResultRecord.Of).Chunk(RowsPerGroup).WithCancellation(cancel))
        {
            using var group = writer.CreateRowGroup();
            foreach (var (column, field) in Columns)
                await WriteAsync(group, field, column.Type, [.. rows.Select(column.Of)], cancel);
        }
    }

    private static DataField FieldOf(Column<ResultRecord> column) => column.Type == typeof(DateTimeOffset)
        ? new DateTimeDataField(column.Name, DateTimeFormat.Timestamp, isAdjustedToUTC: true, unit: DateTimeTimeUnit.Micros, isNullable: true)
        : new DataField(column.Name, column.Type, isNullable: true);

    private static async Task WriteAsync(ParquetRowGroupWriter group, DataField field, Type type, object?[] values, CancellationToken cancel)
    {
        if (type == typeof(string))
            await group.WriteAsync(field, [.. values.Cast<string?>()]);
        else if (type == typeof(double))
            await Write<double>();
        else if (type == typeof(int))
            await Write<int>();
        else if (type == typeof(bool))
            await Write<bool>();
        else
            await group.WriteAsync<DateTime>(field, values.Select(value => ((DateTimeOffset?)value)?.UtcDateTime).ToArray(), cancellationToken: cancel);

        async Task Write<T>()
            where T : struct => await group.WriteAsync<T>(field, values.Select(value => (T?)value).ToArray(), cancellationToken: cancel);
    }
}
