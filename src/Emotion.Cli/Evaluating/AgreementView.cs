using System.Globalization;
using Emotion.Cli.Rendering;
using Spectre.Console;

namespace Emotion.Cli.Evaluating;

/// <summary>An agreement for a person to read.</summary>
internal static class AgreementView
{
    private const int MostNames = 5;

    public static void Write(IAnsiConsole console, AgreementRecord agreement)
    {
        console.WriteLine(Text($"{Counted.Of(agreement.Clips, "clip")} of corpus {agreement.Corpus} with a label and an answer (model {string.Join(", ", agreement.Models)})"));
        console.Write(Figures(agreement));
        console.Write(Labels(agreement));
        console.Write(Confusion(agreement));
        console.WriteLine("Rows are people's labels, columns the model's. Intervals are 95 %, and take clips for independent: several clips of a voice are not, so they are too narrow.");
        foreach (var line in LeftOut(agreement))
            console.WriteLine(line);
    }

    private static Table Figures(AgreementRecord agreement)
    {
        var table = new Table().Border(TableBorder.Rounded).AddColumn("Agreement").AddColumn(new TableColumn("").RightAligned()).AddColumn("95 % interval");
        table.AddRow("Accuracy", Percent(agreement.Accuracy.Value), $"{Percent(agreement.Accuracy.Interval!.Low)} to {Percent(agreement.Accuracy.Interval.High)}");
        table.AddRow("UAR (mean recall of the labels)", Percent(agreement.Uar.Value), $"{Percent(agreement.Uar.Interval!.Low)} to {Percent(agreement.Uar.Interval.High)}");
        if (agreement.Kappa is { } kappa)
            table.AddRow("Cohen's kappa", Number(kappa.Value), kappa.Interval is { } interval ? $"{Number(interval.Low)} to {Number(interval.High)}" : "");
        return table;
    }

    private static Table Labels(AgreementRecord agreement)
    {
        var table = new Table().Border(TableBorder.Rounded).AddColumn("Label");
        foreach (var column in (string[])["Clips", "Recall", "Precision", "F1"])
            table.AddColumn(new TableColumn(column).RightAligned());
        foreach (var label in agreement.Labels)
            table.AddRow(label.Label, Text($"{label.Support}"), Percent(label.Recall), Percent(label.Precision), Percent(label.F1));
        return table;
    }

    private static Table Confusion(AgreementRecord agreement)
    {
        var shown = agreement.Labels.Select(label => label.Label).ToList();
        var table = new Table().Border(TableBorder.Rounded).AddColumn("");
        foreach (var label in shown)
            table.AddColumn(new TableColumn(label).RightAligned());
        foreach (var (index, label) in agreement.Order.Index().Where(label => shown.Contains(label.Item)))
            table.AddRow([label, .. agreement.Order.Index().Where(given => shown.Contains(given.Item)).Select(given => Text($"{agreement.Confusion[index][given.Index]}"))]);
        return table;
    }

    private static IEnumerable<string> LeftOut(AgreementRecord agreement)
    {
        if (agreement.WithoutRow.Count > 0)
        {
            var names = string.Join(", ", agreement.WithoutRow.Take(MostNames)) + (agreement.WithoutRow.Count > MostNames ? ", …" : "");
            yield return Text($"Left out: {Counted.Of(agreement.WithoutRow.Count, "labelled clip")} without a row ({names}). Names must be those of column Path in 'emotion results --format csv', to the byte: an ü may be one character or two.");
        }

        if (agreement.NotScored > 0)
            yield return Text($"Left out: {Counted.Of(agreement.NotScored, "labelled clip")} not scored (emotion results --status rejected, or failed, says why).");
        if (agreement.Unlabelled > 0)
            yield return Text($"Left out: {Counted.Of(agreement.Unlabelled, "scored clip")} without a label.");
        if (agreement.UnknownLabels.Count > 0)
            yield return Text($"Left out: {Counted.Of(agreement.UnknownLabels.Values.Sum(), "scored clip")} with a label that is none of {string.Join(", ", agreement.Order)}: {Unknown(agreement.UnknownLabels)}.");
    }

    /// <summary>'bored' (3), 'tired' (1)</summary>
    public static string Unknown(IReadOnlyDictionary<string, int> labels) =>
        string.Join(", ", labels.Take(MostNames).Select(label => Text($"'{label.Key}' ({label.Value})"))) + (labels.Count > MostNames ? ", …" : "");

    private static string Percent(double? share) => share is { } value ? Text($"{100 * value:0.0} %") : "";

    private static string Number(double value) => Text($"{value:0.00}");

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
