using System.Numerics.Tensors;

namespace Emotion.Audio.Recordings;

/// <summary>
/// Where a recording is loud enough to be speech: frames of 20 ms whose level lies above a quarter of the way, in dB, from the quiet frames (the 10th
/// percentile) to the loud ones (what a thousandth of the frames, but at least a tenth of a second, reaches: a slammed door does not count). The quiet ones
/// are taken to lie 20 to 60 dB below the loud ones, so the threshold lies 15 to 45 dB below: the more, the quieter the room. Energy cannot tell speech from
/// other sounds.
/// </summary>
/// <param name="sampleRate">In Hz.</param>
internal sealed class VoiceActivity(int sampleRate)
{
    private const double FrameSeconds = 0.02;
    private const double Quiet = 0.1;
    private const double Loud = 0.001;
    private const int FewestLoud = 5; // frames
    private const float NarrowestRange = 20; // dB: who speaks without a pause has no quiet frames
    private const float WidestRange = 60; // dB
    private const float Share = 0.25f; // of the way from quiet to loud
    private const double Silence = 1e-12; // mean square, -120 dBFS: digital silence has no level

    private readonly List<float> _levels = [];
    private double _energy;
    private int _filled;

    /// <summary>Samples per frame.</summary>
    public int FrameLength { get; } = Math.Max(1, (int)(FrameSeconds * sampleRate));

    /// <summary>Takes the next samples.</summary>
    public void Add(ReadOnlySpan<float> samples)
    {
        while (!samples.IsEmpty)
        {
            var taken = samples[..Math.Min(samples.Length, FrameLength - _filled)];
            _energy += TensorPrimitives.SumOfSquares(taken);
            _filled += taken.Length;
            samples = samples[taken.Length..];
            if (_filled < FrameLength)
                continue;
            _levels.Add((float)(10 * Math.Log10(Math.Max(Silence, _energy / FrameLength))));
            (_energy, _filled) = (0, 0);
        }
    }

    /// <summary>Which frames are voiced. What is left over at the end, shorter than a frame, is not.</summary>
    public bool[] Frames()
    {
        if (_levels.Count == 0)
            return [];
        var sorted = _levels.Order().ToArray();
        var loud = sorted[^Math.Clamp((int)(Loud * sorted.Length), Math.Min(FewestLoud, sorted.Length), sorted.Length)];
        var quiet = Math.Clamp(sorted[(int)(Quiet * (sorted.Length - 1))], loud - WidestRange, loud - NarrowestRange);
        var threshold = quiet + Share * (loud - quiet);
        return [.. _levels.Select(level => level >= threshold)];
    }
}
