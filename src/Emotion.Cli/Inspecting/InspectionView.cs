using System.Globalization;
using Emotion.Cli.Rendering;
using Emotion.Pipeline.Results;
using Spectre.Console;

namespace Emotion.Cli.Inspecting;

/// <summary>What the model says of one file, as bars in the terminal.</summary>
internal static class InspectionView
{
    private const int BarWidth = 40;

    public static void Write(IAnsiConsole console, ClipResult result, IReadOnlyList<ClipSegment> segments)
    {
        var prediction = result.Prediction!;
        console.WriteLine(Heading(result));
        var recording = result.Recording;
        var table = new Table().Border(TableBorder.Rounded).AddColumn("Emotion").AddColumn(recording is null ? "Probability" : "Mean probability");
        if (recording is not null)
            table.AddColumn(new TableColumn("Windows").RightAligned());
        foreach (var (label, probability) in prediction.Probabilities)
        {
            List<string> cells = [label, $"{Bars.Of(probability, BarWidth)} {Percent(probability)}"];
            if (recording is not null)
                cells.Add($"{segments.Count(segment => segment.Prediction.Emotion == label)}");
            var style = label == prediction.Emotion ? new Style(decoration: Decoration.Bold) : Style.Plain;
            table.AddRow([.. cells.Select(cell => new Text(cell, style))]);
        }

        console.Write(table);
        if (prediction.Uncertain == true)
            console.WriteLine("Uncertain: the confidence lies below the limit on the model's card.");
    }

    private static string Heading(ClipResult result)
    {
        var audio = result.Audio!;
        var windows = result.Recording is { } recording ? $"; {Counted.Of(recording.Windows, "window")} of speech" : "";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{result.Version.Clip.Path}: {audio.DurationSeconds:0.0} s, {audio.SampleRate} Hz, {audio.Channels} {(audio.Channels == 1 ? "channel" : "channels")}{windows}; model {result.Prediction!.ModelVersion}");
    }

    private static string Percent(double probability) => probability.ToString("0%", CultureInfo.InvariantCulture).PadLeft(4);
}
