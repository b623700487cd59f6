using System.Numerics;
using Emotion.Audio.Spectra;

namespace Emotion.Audio.Features;

/// <summary>
/// Short-time Fourier transform as <c>librosa.stft</c> has it by default: periodic Hann window of 2048, hop length 512, frames centred
/// on their sample with zeros beyond both ends. The FFT runs in float64 and is rounded to float32, as in librosa.
/// </summary>
internal sealed class Stft
{
    public const int FrameLength = 2048;
    public const int HopLength = 512;
    public const int Bins = FrameLength / 2 + 1;

    private static readonly VerticalFft<double> Transform = VerticalFft<double>.OfLength(FrameLength);

    private Stft(int frames)
    {
        Frames = frames;
        Magnitude = new float[frames * Bins];
    }

    /// <summary>w[n] = 1/2 - 1/2 cos(2 pi n / 2048).</summary>
    public static double[] Window { get; } = [.. Enumerable.Range(0, FrameLength).Select(n => 0.5 - 0.5 * Math.Cos(2 * Math.PI * n / FrameLength))];

    /// <summary>1 + floor(samples / hop).</summary>
    public int Frames { get; }

    /// <summary>|X|, frame by frame.</summary>
    public float[] Magnitude { get; }

    /// <summary>|X| of one frame, bins 0 to 1024.</summary>
    public ReadOnlySpan<float> Frame(int frame) => Magnitude.AsSpan(frame * Bins, Bins);

    public static Stft Of(ReadOnlySpan<float> samples)
    {
        var stft = new Stft(1 + samples.Length / HopLength);
        var re = new Vector<double>[FrameLength];
        var im = new Vector<double>[FrameLength];
        for (var frame = 0; frame < stft.Frames; frame++)
        {
            var first = frame * HopLength - FrameLength / 2;
            for (var n = 0; n < FrameLength; n++)
                re[n] = new Vector<double>((uint)(first + n) < (uint)samples.Length ? samples[first + n] * Window[n] : 0);
            Array.Clear(im);
            Transform.Forward(re, im);

            var magnitude = stft.Magnitude.AsSpan(frame * Bins, Bins);
            for (var k = 0; k < Bins; k++)
                magnitude[k] = Modulus((float)re[Transform.PositionOf(k)][0], (float)im[Transform.PositionOf(k)][0]);
        }

        return stft;
    }

    private static float Modulus(double re, double im) => (float)Math.Sqrt(re * re + im * im);
}
