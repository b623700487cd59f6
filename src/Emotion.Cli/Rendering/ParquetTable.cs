using Emotion.Pipeline.Exporting;
using Parquet;
using Parquet.Schema;

namespace Emotion.Cli.Rendering;

/// <summary>Rows as Parquet, with the columns of the CSV; what is not there is null.</summary>
internal static class ParquetTable
{
    private const int RowsPerGroup = 16_384; // the most that are held in memory at a time

    public static async Task WriteAsync<TRow>(Stream stream, IReadOnlyList<Column<TRow>> columns, IAsyncEnumerable<TRow> all, CancellationToken cancel)
    {
        var fields = columns.Select(FieldOf).ToList();
        await using var writer = await ParquetWriter.CreateAsync(new ParquetSchema([.. fields]), stream, cancellationToken: cancel);
        await foreach (var rows in all.Chunk(RowsPerGroup).WithCancellation(cancel))
        {
            using var group = writer.CreateRowGroup();
            foreach (var (column, field) in columns.Zip(fields))
                await WriteAsync(group, field, column.Type, [.. rows.Select(column.Of)], cancel);
        }
    }

    private static DataField FieldOf<TRow>(Column<TRow> column) => column.Type == typeof(DateTimeOffset)
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
