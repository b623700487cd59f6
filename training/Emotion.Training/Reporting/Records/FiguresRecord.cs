using Emotion.Inference.Measuring;
using Emotion.Training.Measuring;

namespace Emotion.Training.Reporting.Records;

/// <summary>The figures of a set of scored rows, as JSON has them.</summary>
/// <param name="Rows">Number of rows, augmented copies included.</param>
/// <param name="Clips">Number of recordings.</param>
/// <param name="Speakers">Number of speakers.</param>
/// <param name="Accuracy">Share of rows whose most probable label is right.</param>
/// <param name="AccuracyInterval">95 %, Wilson; takes the rows for independent.</param>
/// <param name="Uar">Unweighted average recall.</param>
/// <param name="UarInterval">95 %, bootstrap over speakers; null with fewer than <see cref="SpeakerBootstrap.FewestSpeakers"/>.</param>
/// <param name="MacroF1">Mean F1 over the labels that occur or were given.</param>
/// <param name="LogLoss">In nats.</param>
/// <param name="CalibrationError">Expected calibration error of the most probable label.</param>
/// <param name="Classes">Each label, in the order of the confusion matrix.</param>
/// <param name="Confusion">Rows are true labels, columns are given ones.</param>
/// <param name="Reliability">The bins of the calibration error.</param>
public sealed record FiguresRecord(
    int Rows,
    int Clips,
    int Speakers,
    double Accuracy,
    Interval AccuracyInterval,
    double Uar,
    Interval? UarInterval,
    double MacroF1,
    double LogLoss,
    double CalibrationError,
    IReadOnlyList<ClassFigures> Classes,
    IReadOnlyList<IReadOnlyList<int>> Confusion,
    IReadOnlyList<ReliabilityBin> Reliability)
{
    /// <summary>Writes the figures down.</summary>
    public static FiguresRecord Of(Metrics metrics) => new(
        metrics.Rows,
        metrics.Clips,
        metrics.Speakers.Count,
        metrics.Accuracy,
        metrics.AccuracyInterval,
        metrics.Uar,
        metrics.UarInterval,
        metrics.MacroF1,
        metrics.LogLoss,
        metrics.Calibration.Error,
        metrics.Confusion.Classes,
        metrics.Confusion.Counts,
        metrics.Calibration.Bins);
}

/// <summary>A speaker's line.</summary>
public sealed record SpeakerRecord(string Corpus, string Id, string Gender, int Rows, double Accuracy)
{
    /// <summary>Writes each speaker down.</summary>
    public static IReadOnlyList<SpeakerRecord> Of(Metrics metrics) => [.. metrics.Speakers.Select(Of)];

    private static SpeakerRecord Of(SpeakerAccuracy told) => new(
        told.Speaker.Corpus, told.Speaker.Id, told.Speaker.Gender.ToString().ToLowerInvariant(), told.Rows, told.Accuracy);
}
