using Emotion.Audio;
using Emotion.Audio.Recordings;
using Emotion.Inference;
using Emotion.Pipeline.Results;

namespace Emotion.Pipeline.Steps;

/// <summary>Scores the windows of recordings.</summary>
public static class WindowScoring
{
    private const int WindowsAtOnce = 64;

    /// <summary>Scores windows as they come, each by itself, on all cores.</summary>
    /// <param name="windows">By start.</param>
    /// <param name="scorer">The model.</param>
    /// <param name="cancel">Gives up.</param>
    public static async Task<List<ClipSegment>> ScoreAsync(IAsyncEnumerable<ClipWindow> windows, EmotionScorer scorer, CancellationToken cancel)
    {
        var segments = new List<ClipSegment>();
        await foreach (var some in windows.Chunk(WindowsAtOnce).WithCancellation(cancel))
            segments.AddRange(Score(some, scorer, segments.Count));
        return segments;
    }

    /// <summary>Scores what was described just now.</summary>
    public static ClipScore Score(RecordingFeatures analysed, EmotionScorer scorer)
    {
        var segments = new List<ClipSegment>();
        foreach (var some in analysed.Windows.Chunk(WindowsAtOnce))
            segments.AddRange(Score(some, scorer, segments.Count));
        return analysed.Windowing is { } windowing
            ? ClipScore.OfWindows(segments, windowing, scorer.Card.UncertainBelow)
            : ClipScore.OfWhole(segments.Single().Prediction);
    }

    private static ClipSegment[] Score(ClipWindow[] windows, EmotionScorer scorer, int first) => windows
        .AsParallel()
        .AsOrdered()
        .Select((window, i) => new ClipSegment(first + i, window.StartSeconds, window.StartSeconds + window.DurationSeconds, scorer.Score(window.Vector)))
        .ToArray();
}
