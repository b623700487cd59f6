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
        var noise = new double[samples.Length];
        Normal.Samples(random, noise, 0, amplitude * Math.Abs(TensorPrimitives.MaxMagnitude(samples)));
        for (var n = 0; n < samples.Length; n++)
            samples[n] += (float)noise[n];
    }
}
