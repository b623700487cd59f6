namespace Emotion.Audio;

/// <summary>
/// The part of a clip that feature set <c>librosa180/1</c> describes: 2.5 s that start 0.6 s into the clip, as
/// <c>librosa.load(path, offset=0.6, duration=2.5)</c> reads it. A clip that ends before that window does is read from its start.
/// </summary>
public static class AnalysisWindow
{
    /// <summary>Start of the window, in seconds.</summary>
    public const double OffsetSeconds = 0.6;

    /// <summary>Length of the window, in seconds.</summary>
    public const double DurationSeconds = 2.5;

    /// <summary>Clips shorter than this, in seconds, are rejected as too short.</summary>
    public const double MinimumSeconds = 0.5;

    /// <summary>A stretch whose peak lies below this is rejected as silent: -80 dBFS.</summary>
    public const float SilencePeak = 1e-4f;

    /// <summary>A stretch whose peak lies above this (full scale is 1) is rejected: its power would leave the range of float32.</summary>
    public const float LargestPeak = 1e9f;

    /// <summary>A time as a count of frames at the source rate, truncated as <c>librosa.load</c> does.</summary>
    internal static int Frames(double seconds, int sampleRate) => (int)(seconds * sampleRate);
}
