namespace Emotion.Audio.Recordings;

/// <summary>From which length on a clip is a recording, and how a recording is cut into windows.</summary>
public sealed record Windowing
{
    /// <summary>2.5 s every 1.25 s of whatever is longer than 4 s.</summary>
    public static Windowing Default { get; } = new();

    /// <summary>What lasts at most so long, in seconds, is described as a whole. The default value is 4.</summary>
    public double LongestClipSeconds { get; init; } = 4;

    /// <summary>Length of a window, in seconds. The default value is 2.5.</summary>
    public double WindowSeconds { get; init; } = AnalysisWindow.DurationSeconds;

    /// <summary>From the start of a window to that of the next, in seconds. The default value is 1.25.</summary>
    public double HopSeconds { get; init; } = AnalysisWindow.DurationSeconds / 2;
}
