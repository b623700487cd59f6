using System.Globalization;
using Spectre.Console;

namespace Emotion.Cli.Rendering;

/// <summary>Features for a person to look at: the first few values of each family.</summary>
internal static class FeatureView
{
    private const int Shown = 3;

    public static void Write(IAnsiConsole console, IReadOnlyList<FeatureRecord> records)
    {
        if (records.Count == 0)
            return;
        var table = new Table().Border(TableBorder.Rounded).AddColumn("File");
        foreach (var column in new[] { "Samples", "Frames", "Tuning", "MFCC 1-3 of 40", "Chroma 1-3 of 12", "Mel 1-3 of 128" })
            table.AddColumn(new TableColumn(column).RightAligned());
        foreach (var record in records)
        {
            string[] cells =
            [
                record.File, Number(record.Samples, "0"), Number(record.Frames, "0"), Number(record.Tuning, "0.00"),
                Leading(record.Mfcc, "0.00"), Leading(record.Chroma, "0.000"), Leading(record.Mel, "0.##e+0"),
            ];
            table.AddRow([.. cells.Select(cell => new Text(cell))]);
        }

        console.Write(table);
        console.WriteLine("All values, in full precision: --json");
    }

    private static string Leading(float[] values, string format) =>
        string.Join(' ', values.Take(Shown).Select(value => Number(value, format)));

    private static string Number(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);
}
