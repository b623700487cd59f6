using System.Globalization;
using System.Reflection;
using Emotion.Audio.Features;
using Emotion.Inference;
using Emotion.Pipeline.Results;

namespace Emotion.Cli.Reporting;

/// <summary>The paragraph on methods, ready for a paper, with what it cites.</summary>
internal static class MethodText
{
    private const string Speaker = "speaker"; // the protocol that tests on new speakers

    private const string Librosa = "McFee B, Raffel C, Liang D, Ellis DPW, McVicar M, Battenberg E, Nieto O (2015). librosa: Audio and music signal analysis in Python. "
        + "Proceedings of the 14th Python in Science Conference, 18–24. https://doi.org/10.25080/Majora-7b98e3ed-003";

    private static string ToolVersion => typeof(MethodText).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "";

    /// <summary>The sentences.</summary>
    /// <param name="summary">What was found.</param>
    /// <param name="card">The card of the model that scored most clips; null where it cannot be had.</param>
    public static IEnumerable<string> Sentences(CorpusSummary summary, ModelCard? card)
    {
        var models = summary.Models.Count == 0 ? "" : $" ({(summary.Models.Count == 1 ? "model" : "models")} {string.Join(", ", summary.Models.Keys)})";
        yield return Text($"{summary.Clips:N0} recordings were analysed with Emotion Functions {ToolVersion}{models}.");
        foreach (var set in summary.FeatureSets)
            yield return Features(set);
        if (summary.Recordings > 0)
        {
            var cuts = string.Join(" or ", summary.Cuts.Select(cut => Text($"{cut.Window:0.##} s every {cut.Hop:0.##} s")));
            yield return Text($"{summary.Recordings:N0} of them, longer than a clip, were cut into {summary.Windows:N0} windows ({cuts}) where their level suggests speech; ")
                + "each window was scored by itself, and the probabilities of a recording are the means over its windows. "
                + "How well windows of longer recordings are judged has not been measured; the figures below are of whole acted clips.";
        }

        if (card is not null)
        {
            yield return summary.Models.Count == 1 ? $"The classifier: {card.Network}" : $"The classifier of most recordings ({card.Version}): {card.Network}";
            yield return Text($"It was trained on {string.Join(" and ", card.Corpora.Select(corpus => Text($"{corpus.Clips:N0} clips of {corpus.Speakers} speakers of {corpus.Name}")))}.");
            foreach (var evaluation in card.Evaluations.Where(evaluation => evaluation.Protocol == Speaker))
                yield return Accuracy(evaluation);
            if (card.UncertainBelow is { } limit)
                yield return Text($"Answers with a probability below {limit:0.###} were marked as uncertain.");
        }

        yield return Text($"{summary.Scored:N0} recordings were scored ({Length(summary.Duration)} of sound)")
            + (summary.Judged > 0 ? Text($", of which {summary.Uncertain:N0} were uncertain") : "")
            + (summary.Clips > summary.Scored ? Text($"; {summary.Clips - summary.Scored:N0} could not be: {string.Join(", ", summary.Reasons.Select(Reason))}.") : ".");
        yield return "The labels are estimates of the emotion that a voice expresses, not of what a speaker feels.";
    }

    /// <summary>12.3 hours; or minutes, where it is less than one.</summary>
    public static string Length(TimeSpan time) => time.TotalHours >= 1 ? Text($"{time.TotalHours:0.0} hours") : Text($"{time.TotalMinutes:0.0} minutes");

    /// <summary>What to cite.</summary>
    public static IEnumerable<string> Citations(ModelCard? card) => [Librosa, .. (card?.Corpora ?? []).Select(corpus => corpus.Citation)];

    private static string Features(string set) => set switch
    {
        FeatureSet.Librosa180 => "Features are the means over 2.5 s (from 0.6 s on) of 40 MFCC, 12 chroma and 128 mel bands at 22 050 Hz, as computed by librosa 0.11.",
        FeatureSet.LogMel64 => "Features are the log-mel spectrogram (64 bands from 50 to 7 600 Hz, frames of 23.2 ms every 11.6 ms, by the definitions of librosa) of the first 2.97 s "
            + "from the first sound on, normalised to mean 0 and standard deviation 1.",
        _ => $"Features are those of set {set}.",
    };

    private static string Accuracy(Evaluation evaluation) => Text(
        $"On {evaluation.TestSpeakers.Count} speakers {(evaluation.Corpus is null ? "of all these corpora" : $"of {evaluation.Corpus}")} that it had not heard ({evaluation.Clips:N0} clips{(evaluation.Folds is { } folds ? $", {folds} folds of speakers" : "")}), a model of the same recipe reached an unweighted average recall of {Share(evaluation.Uar, evaluation.UarDeviation)} and an accuracy of {Share(evaluation.Accuracy, evaluation.AccuracyDeviation)}.");

    private static string Share(double mean, double? deviation) => Text($"{100 * mean:0.0} %") + (deviation is { } spread ? Text($" (SD {100 * spread:0.0})") : "");

    private static string Reason((ResultStatus Status, string Reason, int Clips) reason) =>
        Text($"{reason.Clips:N0} {(reason.Status == ResultStatus.Failed ? "failed" : "rejected")} ({reason.Reason})");

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
