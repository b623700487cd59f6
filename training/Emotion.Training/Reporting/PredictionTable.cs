using System.Globalization;
using CsvHelper;
using Emotion.Training.Measuring;

namespace Emotion.Training.Reporting;

/// <summary>Every test row with what the model said of it, as CSV: each figure of a report can be computed from it anew.</summary>
public static class PredictionTable
{
    private static readonly CsvWriterOptions Format = new() { NewLine = "\n" };

    /// <summary>Writes the rows of all folds.</summary>
    /// <param name="run">The protocol, carried out.</param>
    /// <param name="text">Where the table goes.</param>
    public static void Write(ProtocolRun run, TextWriter text) =>
        Write(run.Labels, run.Folds.SelectMany(fold => fold.Scored.Select(row => (fold.Name, row))), text);

    /// <summary>Columns corpus, clip, copy, speaker, gender, fold, label, given, and <c>p_{label}</c> for each label.</summary>
    /// <param name="labels">The labels, in the order of the probabilities.</param>
    /// <param name="rows">Each row with the name of its fold.</param>
    /// <param name="text">Where the table goes.</param>
    public static void Write(IReadOnlyList<string> labels, IEnumerable<(string Fold, ScoredRow Row)> rows, TextWriter text)
    {
        using var csv = CsvWriter.Create(text, Format, leaveOpen: true);
        WriteRecord(csv, ["corpus", "clip", "copy", "speaker", "gender", "fold", "label", "given", .. labels.Select(label => $"p_{label}")]);
        foreach (var (fold, row) in rows)
            WriteRecord(csv, Fields(labels, fold, row));
    }

    private static IEnumerable<string> Fields(IReadOnlyList<string> labels, string fold, ScoredRow row)
    {
        var speaker = row.Clip.Speaker;
        return
        [
            speaker.Corpus,
            row.Clip.Name,
            row.Copy.ToString(CultureInfo.InvariantCulture),
            speaker.Id,
            speaker.Gender.ToString().ToLowerInvariant(),
            fold,
            row.Clip.Label,
            Judgement.Of(labels, row).Given,

            // Nine digits tell every float32 from its neighbours.
            .. row.Probabilities.Select(probability => probability.ToString("G9", CultureInfo.InvariantCulture)),
        ];
    }

    private static void WriteRecord(CsvWriter csv, IEnumerable<string> fields)
    {
        foreach (var field in fields)
            csv.WriteField(field);
        csv.EndRecord();
    }
}
