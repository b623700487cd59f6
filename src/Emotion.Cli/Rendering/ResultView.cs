using System.Globalization;
using Emotion.Inference;
using Emotion.Pipeline.Results;
using Spectre.Console;

namespace Emotion.Cli.Rendering;

/// <summary>Results for a person to read: the scored clips with all their probabilities, then the others with their reasons.</summary>
internal static class ResultView
{
    private static readonly Style Bold = new(decoration: Decoration.Bold);

    public static void Write(IAnsiConsole console, IReadOnlyList<ClipResult> results)
    {
        if (results.Count == 0)
        {
            console.WriteLine("No results.");
            return;
        }

        var scored = results.Where(result => result.Prediction is not null).ToList();
        var others = results.Where(result => result.Prediction is null).ToList();
        if (scored.Count > 0)
            console.Write(Scored(scored));
        if (others.Count > 0)
            console.Write(NotScored(others));
        console.WriteLine(Summary(results));
    }

    private static Table Scored(List<ClipResult> results)
    {
        var labels = EmotionLabels.All.Where(label => results.Exists(result => result.Prediction!.Probabilities.ContainsKey(label))).ToList();
        var table = new Table().Border(TableBorder.Rounded).AddColumns("Clip", "Emotion").AddColumn(new TableColumn("Confidence").RightAligned());
        foreach (var label in labels)
            table.AddColumn(new TableColumn(label).RightAligned());
        foreach (var result in results)
        {
            var prediction = result.Prediction!;
            string[] cells = [result.Version.Clip.BlobName, prediction.Emotion, Confidence(prediction), .. labels.Select(label => Percent(prediction.Probabilities.GetValueOrDefault(label)))];
            table.AddRow([.. cells.Select((cell, i) => new Text(cell, i == 1 ? Bold : Style.Plain))]);
        }

        return table;
    }

    private static Table NotScored(List<ClipResult> results)
    {
        var table = new Table().Border(TableBorder.Rounded).AddColumns("Clip", "Status", "Reason", "Detail");
        foreach (var result in results)
            table.AddRow(new Text(result.Version.Clip.BlobName), new Text(result.Status.ToString(), Color.Yellow), new Text(result.Reason ?? ""), new Text(result.Detail ?? ""));
        return table;
    }

    private static string Summary(IReadOnlyList<ClipResult> results)
    {
        var counts = results.GroupBy(result => result.Status).OrderBy(group => group.Key).Select(group => $"{group.Count()} {group.Key.ToString().ToLowerInvariant()}");
        var models = results.Select(result => result.Prediction?.ModelVersion).OfType<string>().Distinct().ToList();
        var uncertain = results.Count(result => result.Prediction?.Uncertain == true);
        return $"{Counted.Of(results.Count, "clip")}: {string.Join(", ", counts)}" + (models.Count > 0 ? $" (model {string.Join(", ", models)})" : "")
            + (uncertain > 0 ? $"; {uncertain} uncertain (?)" : "");
    }

    private static string Confidence(Prediction prediction) => (prediction.Uncertain == true ? "? " : "") + Percent(prediction.Confidence);

    private static string Percent(double probability) => probability.ToString("0%", CultureInfo.InvariantCulture);
}
