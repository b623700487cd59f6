using System.Globalization;
using System.Text.Json;
using CsvHelper;
using Spectre.Console;

namespace Emotion.Cli.Rendering;

/// <summary>Counts as table, CSV or JSON.</summary>
internal static class ResultGroupView
{
    private static readonly string[] Columns = ["Clips", "Share", "Scored", "Rejected", "Failed", "Uncertain", "MeanConfidence"];

    public static void WriteTable(IAnsiConsole console, string key, IReadOnlyList<ResultGroup> groups)
    {
        var table = new Table().Border(TableBorder.Rounded).AddColumn(key);
        foreach (var column in Columns)
            table.AddColumn(new TableColumn(column == "MeanConfidence" ? "Mean confidence" : column).RightAligned());
        foreach (var group in groups)
        {
            object[] cells = [group.Clips, Percent(group.Share), group.Scored, group.Rejected, group.Failed, group.Uncertain, group.MeanConfidence is { } mean ? Percent(mean) : ""];
            table.AddRow([new Text(group.Group.Length > 0 ? group.Group : "(none)"), .. cells.Select(cell => new Text(string.Create(CultureInfo.InvariantCulture, $"{cell}")))]);
        }

        console.Write(table);
        console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{groups.Sum(group => group.Clips)} clips"));
    }

    public static async Task WriteCsvAsync(Stream stream, string key, IReadOnlyList<ResultGroup> groups, CancellationToken cancel)
    {
        await using var writer = new StreamWriter(stream, leaveOpen: true);
        await using var csv = CsvWriter.Create(writer, new CsvWriterOptions(), leaveOpen: true);
        foreach (var column in Columns.Prepend(key))
            csv.WriteField(column);
        await csv.EndRecordAsync(cancel);
        foreach (var group in groups)
        {
            csv.WriteField(group.Group);
            csv.WriteField(group.Clips);
            csv.WriteField(group.Share);
            csv.WriteField(group.Scored);
            csv.WriteField(group.Rejected);
            csv.WriteField(group.Failed);
            csv.WriteField(group.Uncertain);
            csv.WriteField(group.MeanConfidence);
            await csv.EndRecordAsync(cancel);
        }
    }

    public static async Task WriteJsonAsync(Stream stream, IReadOnlyList<ResultGroup> groups, CancellationToken cancel)
    {
        await JsonSerializer.SerializeAsync(stream, [.. groups], CliJson.Readable.ResultGroupArray, cancel);
        stream.Write("\n"u8);
    }

    private static string Percent(double share) => share.ToString("0.0%", CultureInfo.InvariantCulture);
}
