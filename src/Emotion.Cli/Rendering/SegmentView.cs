using System.Globalization;
using Emotion.Pipeline.Exporting;
using Spectre.Console;

namespace Emotion.Cli.Rendering;

/// <summary>The windows of recordings for a person to read: a bar of the most probable emotion on each line.</summary>
internal static class SegmentView
{
    private const int BarWidth = 20;

    public static void Write(IAnsiConsole console, IReadOnlyList<SegmentRecord> segments)
    {
        foreach (var recording in segments.GroupBy(segment => segment.Clip))
        {
            console.WriteLine(recording.Key);
            var table = new Table().Border(TableBorder.Rounded)
                .AddColumn(new TableColumn("From").RightAligned())
                .AddColumn(new TableColumn("To").RightAligned())
                .AddColumns("Emotion", "Confidence", "Next");
            foreach (var segment in recording)
            {
                table.AddRow(
                    new Text(Time(segment.StartSeconds)),
                    new Text(Time(segment.EndSeconds)),
                    new Text(segment.Emotion),
                    new Text($"{Bars.Of(segment.Confidence, BarWidth)} {(segment.Uncertain == true ? "?" : " ")} {Percent(segment.Confidence)}"),
                    new Text(Next(segment)));
            }

            console.Write(table);
        }
    }

    /// <summary>The second most probable.</summary>
    private static string Next(SegmentRecord segment)
    {
        var next = segment.Probabilities.Where(one => one.Key != segment.Emotion).MaxBy(one => one.Value);
        return $"{next.Key} {Percent(next.Value)}";
    }

    private static string Time(double seconds) => TimeSpan.FromSeconds(Math.Round(seconds, 2)).ToString(seconds < 3600 ? @"m\:ss\.ff" : @"h\:mm\:ss\.ff", CultureInfo.InvariantCulture);

    private static string Percent(double probability) => probability.ToString("0%", CultureInfo.InvariantCulture);
}
