using Emotion.Audio;
using Emotion.Inference;
using Emotion.Pipeline.Results;

namespace Emotion.Pipeline.Steps;

/// <summary>Scores the windows of a recording.</summary>
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

    /// <summary>The same for windows that need not be waited for.</summary>
    public static List<ClipSegment> Score(IEnumerable<ClipWindow> windows, EmotionScorer scorer)
    {
        var segments = new List<ClipSegment>();
        foreach (var some in windows.Chunk(WindowsAtOnce))
            segments.AddRange(Score(some, scorer, segments.Count));
        return segments;
    }

    private static ClipSegment[] Score(ClipWindow[] windows, EmotionScorer scorer, int first) => windows
        .AsParallel()
        .AsOrdered()
        .Select((window, i) => new ClipSegment(first + i, window.StartSeconds, window.StartSeconds + window.DurationSeconds, scorer.Score(window.Vector)))
        .ToArray();
}
