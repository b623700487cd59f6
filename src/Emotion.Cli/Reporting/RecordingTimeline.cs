using Emotion.Inference;
using Emotion.Pipeline.Results;

namespace Emotion.Cli.Reporting;

/// <summary>A recording's emotions over time, in so many columns that a page can show them.</summary>
/// <param name="Row">The recording.</param>
/// <param name="Probabilities">By label, in canonical order: the mean probability of the windows whose middle lies in each column; 0 where there is none.</param>
internal sealed record RecordingTimeline(ClipResult Row, IReadOnlyList<(string Label, double[] Means)> Probabilities)
{
    /// <summary>The most columns there are.</summary>
    public const int MostColumns = 240;

    /// <summary>Counts windows.</summary>
    /// <param name="row">The recording, scored.</param>
    /// <param name="segments">Its windows.</param>
    public static RecordingTimeline Of(ClipResult row, IReadOnlyList<ClipSegment> segments)
    {
        var seconds = row.Audio!.DurationSeconds;
        var hop = segments.Zip(segments.Skip(1), (one, next) => next.StartSeconds - one.StartSeconds).DefaultIfEmpty(seconds).Min();
        var columns = Math.Clamp((int)Math.Ceiling(seconds / hop), 1, MostColumns);
        var byColumn = segments.ToLookup(segment => Math.Min(columns - 1, (int)((segment.StartSeconds + segment.EndSeconds) / 2 / seconds * columns)));
        return new RecordingTimeline(row, [.. EmotionLabels.All
            .Where(row.Prediction!.Probabilities.ContainsKey)
            .Select(label => (label, Enumerable.Range(0, columns).Select(column => Mean(byColumn[column], label)).ToArray()))]);
    }

    private static double Mean(IEnumerable<ClipSegment> segments, string label) => segments
        .Select(segment => segment.Prediction.Probabilities.GetValueOrDefault(label))
        .DefaultIfEmpty()
        .Average();
}
