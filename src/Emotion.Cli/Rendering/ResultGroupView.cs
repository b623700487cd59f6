using System.Globalization;
using System.Text.Json;
using Emotion.Pipeline.Exporting;
using Spectre.Console;

namespace Emotion.Cli.Rendering;

/// <summary>Counts as table, CSV or JSON.</summary>
internal static class ResultGroupView
{
    public static void WriteTable(IAnsiConsole console, string key, IReadOnlyList<ResultGroup> groups)
    {
        var table = new Table().Border(TableBorder.Rounded).AddColumn(key);
        foreach (var column in (string[])["Clips", "Share", "Scored", "Rejected", "Failed", "Uncertain", "Mean confidence"])
            table.AddColumn(new TableColumn(column).RightAligned());
        foreach (var group in groups)
        {
            object[] cells = [group.Clips, Percent(group.Share), group.Scored, group.Rejected, group.Failed, group.Uncertain, group.MeanConfidence is { } mean ? Percent(mean) : ""];
            table.AddRow([new Text(group.Group.Length > 0 ? group.Group : "(none)"), .. cells.Select(cell => new Text(string.Create(CultureInfo.InvariantCulture, $"{cell}")))]);
        }

        console.Write(table);
        console.WriteLine(Counted.Of(groups.Sum(group => group.Clips), "clip"));
    }

    public static Task WriteCsvAsync(Stream stream, string key, IReadOnlyList<ResultGroup> groups, CancellationToken cancel) => CsvTable.WriteAsync(
        stream,
        [
            Named(key, group => group.Group),
            Named(nameof(ResultGroup.Clips), group => group.Clips),
            Named(nameof(ResultGroup.Share), group => group.Share),
            Named(nameof(ResultGroup.Scored), group => group.Scored),
            Named(nameof(ResultGroup.Rejected), group => group.Rejected),
            Named(nameof(ResultGroup.Failed), group => group.Failed),
            Named(nameof(ResultGroup.Uncertain), group => group.Uncertain),
            Named(nameof(ResultGroup.MeanConfidence), group => group.MeanConfidence),
        ],
        groups.ToAsyncEnumerable(),
        cancel);

    public static async Task WriteJsonAsync(Stream stream, IReadOnlyList<ResultGroup> groups, CancellationToken cancel)
    {
        await JsonSerializer.SerializeAsync(stream, [.. groups], CliJson.Readable.ResultGroupArray, cancel);
        stream.Write("\n"u8);
    }

    private static Column<ResultGroup> Named<T>(string name, Func<ResultGroup, T> of) => Column.Named(name, of);

    private static string Percent(double share) => share.ToString("0.0%", CultureInfo.InvariantCulture);
}
