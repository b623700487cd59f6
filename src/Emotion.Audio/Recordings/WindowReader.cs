using System.Buffers;
using Emotion.Audio.Wav;

namespace Emotion.Audio.Recordings;

/// <summary>The samples of a window, in a rented array.</summary>
/// <param name="start">Where it starts, in samples.</param>
/// <param name="rented">Holds them, and may be longer.</param>
/// <param name="length">How many there are.</param>
internal readonly struct WindowSamples(long start, float[] rented, int length)
{
    /// <summary>Where it starts, in samples.</summary>
    public long Start => start;

    /// <summary>How many there are.</summary>
    public int Length => length;

    /// <summary>Mono, at the recording's rate.</summary>
    public ReadOnlySpan<float> Samples => rented.AsSpan(0, length);

    /// <summary>They are no longer needed.</summary>
    public void Return() => ArrayPool<float>.Shared.Return(rented);
}

/// <summary>Reads windows that may overlap out of a recording, front to back, each sample once.</summary>
internal static class WindowReader
{
    /// <summary>The windows, one after the other.</summary>
    /// <param name="reader">At the first sample.</param>
    /// <param name="plan">The windows, by start.</param>
    public static IEnumerable<WindowSamples> Read(WavReader reader, IReadOnlyList<Stretch> plan)
    {
        var kept = new float[plan.Max(window => window.Length)]; // the window before
        var (keptStart, keptEnd) = (0L, 0L);
        foreach (var window in plan)
        {
            var overlap = (int)Math.Max(0, keptEnd - window.Start);
            if (overlap > 0)
                kept.AsSpan((int)(window.Start - keptStart), overlap).CopyTo(kept);
            else
                reader.SkipFrames(window.Start - keptEnd);
            var read = reader.ReadMono(kept.AsSpan(overlap, window.Length - overlap));
            (keptStart, keptEnd) = (window.Start, window.Start + overlap + read);

            var rented = ArrayPool<float>.Shared.Rent(overlap + read);
            kept.AsSpan(0, overlap + read).CopyTo(rented);
            yield return new WindowSamples(window.Start, rented, overlap + read);
        }
    }
}
