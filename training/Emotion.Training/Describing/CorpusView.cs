using System.Globalization;
using Emotion.Inference;
using Emotion.Training.Corpora;
using Spectre.Console;

namespace Emotion.Training.Describing;

/// <summary>A <see cref="CorpusReport"/> for a person to look at: a table, a warning for unknown labels, and what was left out.</summary>
public static class CorpusView
{
    private const int Listed = 20;

    /// <summary>Writes it.</summary>
    public static void Write(IAnsiConsole console, CorpusReport report)
    {
        console.Write(TableOf(report.Corpora));
        foreach (var corpus in report.Corpora)
        {
            if (corpus.UnknownLabels.Count > 0)
                console.WriteUnbroken($"warning: {corpus.Id}: {Counts(corpus.UnknownLabels)} carry labels that are not known here, and are not used.");
            WriteLeftOut(console, corpus);
        }
    }

    private static Table TableOf(IReadOnlyList<CorpusSummary> corpora)
    {
        var labels = EmotionLabels.All.Where(label => corpora.Any(corpus => corpus.Emotions.ContainsKey(label))).ToList();
        var table = new Table().Border(TableBorder.Rounded).AddColumn("Corpus");
        foreach (var column in (IEnumerable<string>)["Clips", "Hours", "Speakers (f/m)", .. labels, "Left out"])
            table.AddColumn(new TableColumn(column).RightAligned().NoWrap());
        foreach (var corpus in corpora)
            table.AddRow(Row(corpus, labels));
        return table;
    }

    private static IEnumerable<Text> Row(CorpusSummary corpus, IReadOnlyList<string> labels)
    {
        string[] cells =
        [
            corpus.Id,
            Number(corpus.Clips),
            corpus.Hours.ToString("0.00", CultureInfo.InvariantCulture),
            string.Create(CultureInfo.InvariantCulture, $"{corpus.Speakers.Total} ({corpus.Speakers.Female}/{corpus.Speakers.Male})"),
            .. labels.Select(label => corpus.Emotions.TryGetValue(label, out var count) ? Number(count) : ""),
            Number(corpus.LeftOut.Values.Sum(clips => clips.Count)),
        ];
        return cells.Select(cell => new Text(cell));
    }

    private static void WriteLeftOut(IAnsiConsole console, CorpusSummary corpus)
    {
        var clips = corpus.LeftOut.SelectMany(kind => kind.Value.Select(clip => $"Left out ({kind.Key}): {clip.Clip}: {clip.Reason}")).ToList();
        foreach (var line in clips.Take(Listed))
            console.WriteUnbroken(line);
        if (clips.Count > Listed)
            console.WriteUnbroken($"and {Number(clips.Count - Listed)} more clips of {corpus.Id}: all of them are listed in {CorpusReport.FileName}.");
    }

    private static string Counts(IReadOnlyDictionary<string, int> labels) =>
        string.Join(", ", labels.Select(label => $"{Number(label.Value)} × '{label.Key}'"));

    private static string Number(int value) => value.ToString("N0", CultureInfo.InvariantCulture);
}
