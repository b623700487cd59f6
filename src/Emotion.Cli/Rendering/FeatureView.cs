using System.Globalization;
using Emotion.Audio.Features;
using Spectre.Console;

namespace Emotion.Cli.Rendering;

/// <summary>Features for a person to look at: the first few values.</summary>
internal static class FeatureView
{
    private const int Shown = 3;

    public static void Write(IAnsiConsole console, IReadOnlyList<FeatureRecord> records)
    {
        if (records.Count == 0)
            return;
        console.Write(records[0] is LogMelRecord ? LogMel(records.Cast<LogMelRecord>()) : Librosa(records.Cast<LibrosaRecord>()));
        console.WriteLine("All values, in full precision: --json");
    }

    private static Table Librosa(IEnumerable<LibrosaRecord> records) => TableOf(
        ["Samples", "Frames", "Tuning", "MFCC 1-3 of 40", "Chroma 1-3 of 12", "Mel 1-3 of 128"],
        records.Select(record => (string[])
        [
            record.File, Number(record.Samples, "0"), Number(record.Frames, "0"), Number(record.Tuning, "0.00"),
            Leading(record.Mfcc, "0.00"), Leading(record.Chroma, "0.000"), Leading(record.Mel, "0.##e+0"),
        ]));

    private static Table LogMel(IEnumerable<LogMelRecord> records) => TableOf(
        ["Samples", "From", "To", "Frames", "Bands 1-3 of 64, first frame"],
        records.Select(record => (string[])
        [
            record.File, Number(record.Samples, "0"), Seconds(record.Start), Seconds(record.Start + record.Length), Number(record.Frames, "0"),
            Leading(record.Vector, "0.00"),
        ]));

    private static Table TableOf(IEnumerable<string> columns, IEnumerable<string[]> rows)
    {
        var table = new Table().Border(TableBorder.Rounded).AddColumn("File");
        foreach (var column in columns)
            table.AddColumn(new TableColumn(column).RightAligned());
        foreach (var cells in rows)
            table.AddRow([.. cells.Select(cell => new Text(cell))]);
        return table;
    }

    private static string Leading(float[] values, string format) =>
        string.Join(' ', values.Take(Shown).Select(value => Number(value, format)));

    private static string Seconds(int samples) => Number((double)samples / FeatureSet.SampleRate, "0.00 s");

    private static string Number(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);
}
