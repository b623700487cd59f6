using System.Globalization;
using Emotion.Inference;
using Emotion.Pipeline.Models;
using Spectre.Console;

namespace Emotion.Cli.Rendering;

/// <summary>Published models for a person to read.</summary>
internal static class ModelView
{
    public static void Write(IAnsiConsole console, IReadOnlyList<PublishedModel> models)
    {
        if (models.Count > 0)
        {
            var table = new Table().Border(TableBorder.Rounded).AddColumns("Version", "In use", "Created", "Labels", "Measured", "Problem");
            foreach (var model in models)
                table.AddRow([.. Cells(model).Select(cell => new Text(cell))]);
            console.Write(table);
        }

        if (!models.Any(model => model.Active))
            console.WriteLine("No published model is in use: the pipeline scores with the one that it ships with.");
    }

    public static void Write(IAnsiConsole console, ModelCard card)
    {
        var grid = new Grid().AddColumn(new GridColumn().NoWrap()).AddColumn();
        (string Name, string Text)[] rows =
        [
            ("Version", card.Version),
            ("Created", Date(card)),
            ("Features", card.FeatureSet),
            ("Labels", string.Join(", ", card.Labels)),
            ("Network", card.Network),
            .. card.Corpora.Select(corpus => ("Corpus", $"{corpus.Name}: {corpus.Clips} clips of {corpus.Speakers} speakers, {corpus.Licence}")),
            .. card.Evaluations.Select(evaluation => ("Measured", Figures(evaluation))),
            .. Thresholds(card),
            .. card.Limits.Select(limit => ("Limit", limit)),
            ("Licence", card.Licence),
            ("Command", card.Command),
        ];
        foreach (var (name, text) in rows)
            grid.AddRow(new Text(name), new Text(text));
        if (card.Forced is not null)
            grid.AddRow(new Text("Forced"), new Text(card.Forced));
        console.Write(grid);
    }

    private static IEnumerable<(string Name, string Text)> Thresholds(ModelCard card)
    {
        if (card.UncertainBelow is { } limit)
            yield return ("Uncertain", $"below a confidence of {Probability(limit)}{Worth(card.Evaluations)}");
        foreach (var (label, threshold) in card.RecommendedThresholds ?? new Dictionary<string, double>())
            yield return ("Threshold", $"{label} against the rest: from a probability of {Probability(threshold)} on{Worth(card.Evaluations, label)}");
    }

    private static string Worth(IEnumerable<Evaluation> evaluations) => evaluations.Select(evaluation => evaluation.Certain).FirstOrDefault() is { } certain
        ? $"; of new speakers' clips {Percent(certain.Share)} are certain, and {Percent(certain.Accuracy)} of these are right"
        : "";

    private static string Worth(IEnumerable<Evaluation> evaluations, string label) =>
        evaluations.SelectMany(evaluation => evaluation.Detections ?? []).FirstOrDefault(found => found.Label == label) is { } detection
            ? $"; of new speakers' clips {Percent(detection.TruePositiveRate)} of the {label} are found, and {Percent(detection.FalsePositiveRate)} of the others are taken for it"
            : "";

    private static string Percent(double share) => string.Create(CultureInfo.InvariantCulture, $"{100 * share:0.0} %");

    private static string Probability(double value) => value.ToString("0.0##", CultureInfo.InvariantCulture);

    private static string[] Cells(PublishedModel model) =>
    [
        model.Version,
        model.Active ? "yes" : "",
        model.Card is null ? "" : Date(model.Card),
        model.Card is null ? "" : model.Card.Labels.Count.ToString(CultureInfo.InvariantCulture),
        model.Card is null ? "" : string.Join('\n', model.Card.Evaluations.DistinctBy(evaluation => evaluation.Protocol).Select(Figures)),
        model.Problem ?? "",
    ];

    private static string Date(ModelCard card) => card.Created.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);

    private static string Figures(Evaluation evaluation) => string.Create(
        CultureInfo.InvariantCulture,
        $"{evaluation.Protocol}{(evaluation.Corpus is null ? "" : " " + evaluation.Corpus)}: UAR {100 * evaluation.Uar:0.0} %, accuracy {100 * evaluation.Accuracy:0.0} %, {evaluation.Clips} clips");
}
