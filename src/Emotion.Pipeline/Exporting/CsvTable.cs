using System.Globalization;
using CsvHelper;

namespace Emotion.Pipeline.Exporting;

/// <summary>Rows as CSV in UTF-8, by the rules of no country; what is not there is empty.</summary>
public static class CsvTable
{
    /// <summary>Writes a header and a line for each row.</summary>
    public static async Task WriteAsync<TRow>(Stream stream, IReadOnlyList<Column<TRow>> columns, IAsyncEnumerable<TRow> rows, CancellationToken cancel)
    {
        await using var writer = new StreamWriter(stream, leaveOpen: true);
        await using var csv = CsvWriter.Create(writer, new CsvWriterOptions(), leaveOpen: true);
        foreach (var column in columns)
            csv.WriteField(column.Name);
        await csv.EndRecordAsync(cancel);

        await foreach (var row in rows.WithCancellation(cancel))
        {
            foreach (var column in columns)
                csv.WriteField(Text(column.Of(row)));
            await csv.EndRecordAsync(cancel);
        }
    }

    private static string Text(object? value) => value is DateTimeOffset time
        ? time.ToString("O", CultureInfo.InvariantCulture)
        : Convert.ToString(value, CultureInfo.InvariantCulture) ?? "";
}
