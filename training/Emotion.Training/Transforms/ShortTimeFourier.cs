using System.Numerics;
using System.Runtime.InteropServices;
using MathNet.Numerics;
using MathNet.Numerics.IntegralTransforms;

namespace Emotion.Training.Transforms;

/// <summary>
/// The short-time Fourier transform and its inverse as <c>librosa.stft</c> and <c>librosa.istft</c> have them by default: periodic Hann
/// window of 2048, hop length 512, frames centred on their sample with zeros beyond both ends. With phases, which Emotion.Audio's does
/// without.
/// </summary>
public static class ShortTimeFourier
{
    /// <summary>Samples per frame.</summary>
    public const int FrameLength = 2048;

    /// <summary>Samples from a frame to the next.</summary>
    public const int HopLength = 512;

    /// <summary>Frequencies per frame, 0 to half the sample rate.</summary>
    public const int Bins = FrameLength / 2 + 1;

    private const FourierOptions Scaling = FourierOptions.AsymmetricScaling; // as numpy: 1/N in the inverse alone

    private const double SmallestWeight = 1.17549435e-38; // the smallest normal float32, librosa's limit

    private static readonly double[] Hann = Window.HannPeriodic(FrameLength);

    /// <summary>1 + floor(samples / hop) frames of <see cref="Bins"/> each.</summary>
    public static Complex[][] Forward(ReadOnlySpan<float> samples)
    {
        var frames = new Complex[1 + samples.Length / HopLength][];
        for (var i = 0; i < frames.Length; i++)
            frames[i] = Transform(samples, FirstSample(i));
        return frames;
    }

    /// <summary>
    /// The signal whose transform comes nearest (Griffin and Lim 1984): windowed frames are added up and divided by the sum of their squared
    /// windows.
    /// </summary>
    /// <param name="frames">As <see cref="Forward"/> gives them.</param>
    /// <param name="length">Samples to give; zeros where no frame reaches.</param>
    public static float[] Inverse(IReadOnlyList<Complex[]> frames, int length)
    {
        var sum = new double[length];
        var weight = new double[length];
        for (var i = 0; i < frames.Count; i++)
            AddFrame(TransformBack(frames[i]), FirstSample(i), sum, weight);

        var samples = new float[length];
        for (var n = 0; n < length; n++)
            samples[n] = (float)(weight[n] > SmallestWeight ? sum[n] / weight[n] : sum[n]);
        return samples;
    }

    private static int FirstSample(int frame) => frame * HopLength - FrameLength / 2;

    private static Complex[] Transform(ReadOnlySpan<float> samples, int first)
    {
        var packed = new double[2 * Bins]; // in: samples and two spare places; out: real and imaginary parts in turn
        for (var n = Math.Max(first, 0); n < Math.Min(first + FrameLength, samples.Length); n++)
            packed[n - first] = samples[n] * Hann[n - first];
        Fourier.ForwardReal(packed, FrameLength, Scaling);
        return MemoryMarshal.Cast<double, Complex>(packed).ToArray();
    }

    private static double[] TransformBack(Complex[] frame)
    {
        var packed = MemoryMarshal.Cast<Complex, double>(frame).ToArray();
        Fourier.InverseReal(packed, FrameLength, Scaling);
        return packed;
    }

    private static void AddFrame(double[] frame, int first, double[] sum, double[] weight)
    {
        for (var n = Math.Max(first, 0); n < Math.Min(first + FrameLength, sum.Length); n++)
        {
            sum[n] += frame[n - first] * Hann[n - first];
            weight[n] += Hann[n - first] * Hann[n - first];
        }
    }
}
