using Emotion.Inference;
using Emotion.Pipeline.Results;

namespace Emotion.Cli.Reporting;

/// <summary>A recording's emotions over time, in so many columns that a page can show them.</summary>
/// <param name="Row">The recording.</param>
/// <param name="Probabilities">By label, in canonical order: the mean probability of the windows that reach into each column; 0 where none does.</param>
internal sealed record RecordingTimeline(ClipResult Row, IReadOnlyList<(string Label, double[] Means)> Probabilities)
{
    /// <summary>The most columns there are.</summary>
    public const int MostColumns = 240;

    /// <summary>Counts windows.</summary>
    /// <param name="row">The recording, scored.</param>
    /// <param name="segments">Its windows, by start.</param>
    public static RecordingTimeline Of(ClipResult row, IReadOnlyList<ClipSegment> segments)
    {
        var seconds = row.Audio!.DurationSeconds;
        var columns = Math.Clamp((int)Math.Ceiling(seconds / row.Recording!.HopSeconds), 1, MostColumns);
        var windows = Enumerable.Range(0, columns).Select(column => In(segments, column * seconds / columns, (column + 1) * seconds / columns)).ToList();
        return new RecordingTimeline(row, [.. EmotionLabels.All
            .Where(row.Prediction!.Probabilities.ContainsKey)
            .Select(label => (label, windows.Select(some => Mean(some, label)).ToArray()))]);
    }

    /// <summary>The windows that lie over the middle of a column, or within it where a column is wider than they are.</summary>
    private static List<ClipSegment> In(IReadOnlyList<ClipSegment> segments, double from, double to)
    {
        var middle = (from + to) / 2;
        return [.. segments.Where(segment => (segment.StartSeconds <= middle && middle < segment.EndSeconds) || (segment.StartSeconds >= from && segment.EndSeconds <= to))];
    }

    private static double Mean(List<ClipSegment> segments, string label) => segments
        .Select(segment => segment.Prediction.Probabilities.GetValueOrDefault(label))
        .DefaultIfEmpty()
        .Average();
}
