using System.Numerics;
using System.Runtime.InteropServices;
using Emotion.Audio.Features;
using MathNet.Numerics;
using MathNet.Numerics.IntegralTransforms;

namespace Emotion.Training.Tests.Support;

/// <summary>Signals of which everything is known.</summary>
public static class Signals
{
    /// <summary>A sine at 22 050 Hz that starts at its zero.</summary>
    /// <param name="frequency">In Hz.</param>
    /// <param name="seconds">How long.</param>
    /// <param name="amplitude">Its peak.</param>
    public static float[] Sine(double frequency, double seconds, double amplitude = 0.5) =>
        [.. Enumerable.Range(0, (int)(seconds * FeatureSet.SampleRate))
            .Select(n => (float)(amplitude * Math.Sin(2 * Math.PI * frequency * n / FeatureSet.SampleRate)))];

    /// <summary>How much a signal is like itself a few samples later, from -1 to 1; of white noise of n samples, 0 ± 1 / √n.</summary>
    public static double Autocorrelation(IReadOnlyList<double> signal, int lag) =>
        signal.Skip(lag).Zip(signal, (later, now) => later * now).Average() / signal.Average(x => x * x);

    /// <summary>The frequency of a signal's strongest sine, in Hz: the peak of a parabola through the log spectrum of its middle.</summary>
    /// <remarks>Under a Gaussian window that parabola is exact, but for what leaks in from elsewhere.</remarks>
    public static double PeakFrequency(ReadOnlySpan<float> samples)
    {
        const int Length = 8192;
        var spectrum = new double[Length + 2];
        var window = Window.Gauss(Length, 0.15);
        for (var n = 0; n < Length; n++)
            spectrum[n] = window[n] * samples[(samples.Length - Length) / 2 + n];
        Fourier.ForwardReal(spectrum, Length);

        double[] level = [.. MemoryMarshal.Cast<double, Complex>(spectrum).ToArray().Select(bin => Math.Log(bin.Magnitude))];
        var k = Array.IndexOf(level, level.Max());
        var (left, top, right) = (level[k - 1], level[k], level[k + 1]);
        return (k + 0.5 * (left - right) / (left - 2 * top + right)) * FeatureSet.SampleRate / Length;
    }
}
