using System.Numerics.Tensors;

namespace Emotion.Audio.Resampling;

/// <summary>
/// Band-limited, linear-phase conversion between any two integer rates, of the quality of soxr's HQ (librosa's default), delay compensated.
/// </summary>
public static class Resampler
{
    /// <summary>Converts a whole signal; zeros are assumed beyond both ends.</summary>
    /// <param name="input">Samples at <paramref name="fromRate"/>.</param>
    /// <param name="fromRate">Input rate, in Hz.</param>
    /// <param name="toRate">Output rate, in Hz.</param>
    /// <returns>ceil(input.Length * toRate / fromRate) samples.</returns>
    public static float[] Resample(ReadOnlySpan<float> input, int fromRate, int toRate)
    {
        if (fromRate == toRate)
            return input.ToArray();

        var bank = PolyphaseBank.For(fromRate, toRate);
        var padded = new float[input.Length + 2 * bank.Taps];
        input.CopyTo(padded.AsSpan(bank.Before - 1));

        var output = new float[((long)input.Length * toRate + fromRate - 1) / fromRate];
        for (long n = 0; n < output.Length; n++)
        {
            // y[n] = sum over k of h(k - n M/L) x[k]: a row of taps against the samples around input time n M/L.
            var (at, fraction) = Math.DivRem(n * bank.Down, bank.Up);
            output[n] = Interpolate(bank, padded.AsSpan((int)at, bank.Taps), (double)fraction / bank.Up);
        }

        return output;
    }

    private static float Interpolate(PolyphaseBank bank, ReadOnlySpan<float> samples, double fraction)
    {
        var position = fraction * bank.Phases;
        var phase = bank.Phases == bank.Up ? (int)Math.Round(position) : (int)position;
        var here = TensorPrimitives.Dot(samples, bank.Row(phase));
        if (bank.Phases == bank.Up)
            return here;
        var next = TensorPrimitives.Dot(samples, bank.Row(phase + 1));
        return here + (float)(position - phase) * (next - here);
    }
}
