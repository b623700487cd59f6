using Emotion.Training.Measuring;

namespace Emotion.Training.Reporting.Plots;

/// <summary>All plots of a protocol.</summary>
public static class ProtocolPlots
{
    /// <summary>Draws them into folder <c>plots</c> of a report.</summary>
    public static IReadOnlyList<PlotFile> Write(string folder, ProtocolRun run) => [];
}
