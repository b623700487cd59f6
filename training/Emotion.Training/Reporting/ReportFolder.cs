using Emotion.Training.Measuring;
using Emotion.Training.Protocols;
using Emotion.Training.Reporting.Plots;
using Emotion.Training.Reporting.Records;

namespace Emotion.Training.Reporting;

/// <summary>Where the report of a training lies: <c>report.md</c>, <c>metrics.json</c>, the predictions and the plots.</summary>
public static class ReportFolder
{
    /// <summary>File name of the report.</summary>
    public const string ReportFile = "report.md";

    /// <summary>File name of the figures.</summary>
    public const string MetricsFile = "metrics.json";

    /// <summary>Writes everything. The same arguments give the same bytes.</summary>
    /// <param name="folder">Made if it is missing; files of the same names are replaced.</param>
    /// <param name="description">How the figures came about.</param>
    /// <param name="protocols">What was measured; each protocol once.</param>
    public static void Write(string folder, RunDescription description, IReadOnlyList<ProtocolRun> protocols)
    {
        if (protocols.CountBy(run => run.Protocol).Any(protocol => protocol.Value > 1))
            throw new ArgumentException("A report has each protocol once.", nameof(protocols));

        protocols = [.. protocols.OrderBy(run => ProtocolKind.Names.ToList().IndexOf(run.Protocol))];
        Directory.CreateDirectory(folder);
        File.WriteAllText(Path.Combine(folder, MetricsFile), Metrics(description, protocols));
        var sections = protocols.Select(run => WriteProtocol(folder, run)).ToList();
        File.WriteAllText(Path.Combine(folder, ReportFile), string.Join('\n', [ReportText.Head(description, protocols), .. sections]));
    }

    private static string Metrics(RunDescription description, IReadOnlyList<ProtocolRun> protocols) =>
        ReportJson.Write(new ReportRecord(description, [.. protocols.Select(ProtocolRecord.Of)]));

    private static ProtocolText WriteProtocol(string folder, ProtocolRun run)
    {
        var predictions = $"predictions-{run.Protocol}.csv";
        using (var text = File.CreateText(Path.Combine(folder, predictions)))
            PredictionTable.Write(run, text);
        return new ProtocolText(run, ProtocolPlots.Write(folder, run), predictions);
    }
}
