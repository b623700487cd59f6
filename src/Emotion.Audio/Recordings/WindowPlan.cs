namespace Emotion.Audio.Recordings;

/// <summary>A stretch of a recording, in samples at its own rate.</summary>
internal readonly record struct Stretch(long Start, int Length);

/// <summary>Which windows of a recording are described: those with speech in them.</summary>
internal static class WindowPlan
{
    // As short as the shortest clip that is scored, and half of it.
    private const double LeastVoiced = AnalysisWindow.MinimumSeconds;
    private const double LeastNew = AnalysisWindow.MinimumSeconds / 2;

    /// <summary>
    /// Windows from the first voiced frame on, each a hop after the one before. One is taken where half a second of it is voiced, and a quarter of a
    /// second of that (or half a hop, where that is less) was in no window before it. Where none is, the one with the most voice is, at full length.
    /// </summary>
    /// <param name="voiced">Which frames are voiced.</param>
    /// <param name="frameLength">Samples per frame.</param>
    /// <param name="samples">Length of the recording.</param>
    /// <param name="sampleRate">In Hz.</param>
    /// <param name="windowing">How it is cut.</param>
    /// <returns>By start; none where no frame is voiced.</returns>
    public static IReadOnlyList<Stretch> Of(bool[] voiced, int frameLength, long samples, int sampleRate, Windowing windowing)
    {
        var first = Array.IndexOf(voiced, true);
        if (first < 0)
            return [];

        var counts = CountUpTo(voiced);
        var length = AnalysisWindow.Frames(windowing.WindowSeconds, sampleRate);
        var leastNew = Math.Min(LeastNew, windowing.HopSeconds / 2);
        var taken = new List<Stretch>();
        var (best, most) = (default(Stretch), -1.0);
        for (var number = 0; ; number++)
        {
            var start = (long)first * frameLength + (long)(number * windowing.HopSeconds * sampleRate);
            if (start >= samples)
                break;
            var window = new Stretch(start, (int)Math.Min(length, samples - start));
            var end = start + window.Length;
            var seen = taken.Count == 0 ? 0 : taken[^1].Start + taken[^1].Length;
            if (Voiced(start, end) >= LeastVoiced && Voiced(Math.Max(start, seen), end) >= leastNew)
                taken.Add(window);
            if (Voiced(start, end) > most)
                (best, most) = (window, Voiced(start, end));
        }

        return taken.Count > 0 ? taken : [new Stretch(Math.Max(0, Math.Min(best.Start, samples - length)), (int)Math.Min(length, samples))];

        // In seconds. A frame belongs to where it starts.
        double Voiced(long from, long to) => from >= to ? 0 : (counts[Frame(to)] - counts[Frame(from)]) * (double)frameLength / sampleRate;
        int Frame(long sample) => (int)Math.Min((sample + frameLength - 1) / frameLength, voiced.Length);
    }

    /// <summary>How many frames before each are voiced: one number more than there are frames.</summary>
    private static int[] CountUpTo(bool[] voiced)
    {
        var counts = new int[voiced.Length + 1];
        for (var frame = 0; frame < voiced.Length; frame++)
            counts[frame + 1] = counts[frame] + (voiced[frame] ? 1 : 0);
        return counts;
    }
}
