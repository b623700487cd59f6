using Emotion.Training.Reporting;
using Emotion.Training.Reporting.Plots;

namespace Emotion.Training.Evaluating;

/// <summary>Where an evaluation lies: <c>report.md</c>, <c>metrics.json</c>, <c>predictions.csv</c> and the plots.</summary>
public static class EvaluationFolder
{
    private const string Name = "evaluation";

    /// <summary>Writes everything.</summary>
    /// <param name="folder">Made if it is missing; files of the same names are replaced.</param>
    /// <param name="evaluation">The evaluation.</param>
    public static void Write(string folder, ModelEvaluation evaluation)
    {
        Directory.CreateDirectory(folder);
        File.WriteAllText(Path.Combine(folder, ReportFolder.MetricsFile), ReportJson.Write(EvaluationRecord.Of(evaluation)));
        using (var text = File.CreateText(Path.Combine(folder, "predictions.csv")))
            PredictionTable.Write(evaluation.Card.Labels, evaluation.Scored.Select(row => (Name, row)), text);

        var plots = ProtocolPlots.Write(folder, Name, evaluation.Overall);
        File.WriteAllText(Path.Combine(folder, ReportFolder.ReportFile), EvaluationText.Of(evaluation, plots));
    }
}
