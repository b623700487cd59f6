using System.Numerics.Tensors;

namespace Emotion.Audio.Features;

/// <summary>
/// Finds where a recording's first and last sound are, as <c>librosa.effects.trim</c> does: frames of 2048 samples, 512 apart, whose energy
/// lies less than a number of dB below that of the loudest.
/// </summary>
internal static class SpeechTrimmer
{
    private const int FrameLength = 2048;
    private const int HopLength = 512;

    /// <summary>The stretch from the first such frame to the end of the last; all of it where nothing is to be heard at all.</summary>
    /// <param name="samples">At least one.</param>
    /// <param name="topDb">How far below the loudest frame counts as silence, in dB.</param>
    public static Range Trim(ReadOnlySpan<float> samples, double topDb)
    {
        var energies = Energies(samples);
        var threshold = energies.Max() * Math.Pow(10, -topDb / 10);
        var first = Array.FindIndex(energies, energy => energy > threshold);
        if (first < 0)
            return Range.All;
        var last = Array.FindLastIndex(energies, energy => energy > threshold);
        return (first * HopLength)..Math.Min(samples.Length, (last + 1) * HopLength);
    }

    /// <summary>
    /// Sums of squares of frames that are centred on their sample, with zeros beyond both ends. A frame is four steps long, two on either side.
    /// </summary>
    private static double[] Energies(ReadOnlySpan<float> samples)
    {
        const int steps = FrameLength / HopLength;
        var energies = new double[1 + samples.Length / HopLength];
        for (var step = 0; step * HopLength < samples.Length; step++)
        {
            var energy = TensorPrimitives.SumOfSquares(samples[(step * HopLength)..Math.Min((step + 1) * HopLength, samples.Length)]);
            for (var frame = Math.Max(0, step - steps / 2 + 1); frame <= Math.Min(step + steps / 2, energies.Length - 1); frame++)
                energies[frame] += energy;
        }

        return energies;
    }
}
