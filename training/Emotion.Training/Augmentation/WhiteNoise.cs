using System.Numerics.Tensors;
using MathNet.Numerics.Distributions;

namespace Emotion.Training.Augmentation;

/// <summary>Gaussian white noise, as loud as the signal's peak asks for.</summary>
public static class WhiteNoise
{
    /// <summary>y[n] + amplitude · max|y| · N(0, 1), with a normal sample of its own for each n. Silence stays silent.</summary>
    /// <param name="samples">y; changed in place.</param>
    /// <param name="amplitude">Standard deviation of the noise, as a share of the peak.</param>
    /// <param name="random">Where the noise comes from.</param>
    public static void Add(Span<float> samples, double amplitude, Random random)
    {
        // One by one: MathNet fills whole arrays in half the time, but their fresh memory costs more than that.
        using var noise = Normal.Samples(random, 0, amplitude * Math.Abs(TensorPrimitives.MaxMagnitude(samples))).GetEnumerator();
        foreach (ref var sample in samples)
        {
            noise.MoveNext();
            sample += (float)noise.Current;
        }
    }
}
