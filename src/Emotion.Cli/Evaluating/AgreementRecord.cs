using Emotion.Inference;
using Emotion.Inference.Measuring;

namespace Emotion.Cli.Evaluating;

/// <summary>An agreement as scripts read it.</summary>
/// <param name="Corpus">The corpus.</param>
/// <param name="Models">The versions that scored its clips.</param>
/// <param name="Clips">Number of clips with both a label and an answer: the figures are theirs.</param>
/// <param name="Accuracy">Share of them on which both agree.</param>
/// <param name="Uar">Unweighted average recall of people's labels.</param>
/// <param name="Kappa">Cohen's kappa; null where it is not defined.</param>
/// <param name="Labels">Figures of each label.</param>
/// <param name="Order">The labels of the confusion's rows and columns.</param>
/// <param name="Confusion">Rows are people's labels, columns the model's.</param>
/// <param name="NotScored">Labelled clips that were rejected or failed.</param>
/// <param name="WithoutRow">Labelled clips that have no row.</param>
/// <param name="Unlabelled">Scored clips without a label.</param>
/// <param name="UnknownLabels">Labels that are none of the eight, and how many clips have them.</param>
internal sealed record AgreementRecord(
    string Corpus,
    IReadOnlyCollection<string> Models,
    int Clips,
    Estimate Accuracy,
    Estimate Uar,
    Estimate? Kappa,
    IReadOnlyList<ClassFigures> Labels,
    IReadOnlyList<string> Order,
    IReadOnlyList<IReadOnlyList<int>> Confusion,
    int NotScored,
    IReadOnlyList<string> WithoutRow,
    int Unlabelled,
    IReadOnlyDictionary<string, int> UnknownLabels)
{
    public static AgreementRecord Of(string corpus, Agreement agreement)
    {
        var confusion = agreement.Confusion;
        var kappa = CohensKappa.Of(confusion);
        return new AgreementRecord(
            corpus,
            agreement.Models,
            confusion.Clips,
            new Estimate(confusion.Accuracy, Interval.Wilson(confusion.Right, confusion.Clips)),
            new Estimate(confusion.Uar, Interval.Uar(confusion)),
            double.IsNaN(kappa.Value) ? null : new Estimate(kappa.Value, kappa.Interval),
            [.. confusion.Classes.Where(label => label.Support + label.Given > 0)],
            EmotionLabels.All,
            confusion.Counts,
            agreement.NotScored,
            agreement.WithoutRow,
            agreement.Unlabelled,
            agreement.UnknownLabels);
    }
}

/// <summary>A figure and its 95 % interval; null where too little is known to give one.</summary>
internal sealed record Estimate(double Value, Interval? Interval);
