using Emotion.Audio.Features;

namespace Emotion.Audio.Spectra;

/// <summary>The settings of a short-time Fourier transform, and the tables that come with them.</summary>
/// <param name="frameLength">Samples per frame, and per Hann window; a power of two.</param>
/// <param name="hopLength">Samples from a frame to the next.</param>
internal sealed class Stft(int frameLength, int hopLength)
{
    /// <summary>What <c>librosa.stft</c> takes by default, 93 ms at 22 050 Hz: long enough to tell the tones of a scale apart.</summary>
    public static Stft Librosa { get; } = new(Spectrogram.FrameLength, Spectrogram.HopLength);

    /// <summary>23 ms at 22 050 Hz, as usual in speech recognition: short enough to follow the syllables.</summary>
    public static Stft Speech { get; } = new(LogMelSpectrogram.FrameLength, LogMelSpectrogram.HopLength);

    public int FrameLength => frameLength;

    public int HopLength => hopLength;

    /// <summary>Frequencies per frame, 0 to half the sample rate.</summary>
    public int Bins { get; } = frameLength / 2 + 1;

    /// <summary>The periodic Hann window: w[n] = 1/2 - 1/2 cos(2 pi n / frame length).</summary>
    public double[] Window { get; } = [.. Enumerable.Range(0, frameLength).Select(n => 0.5 - 0.5 * Math.Cos(2 * Math.PI * n / frameLength))];

    /// <summary>Real frames are transformed by a complex FFT of half their length.</summary>
    public VerticalFft<double> HalfFft { get; } = VerticalFft<double>.OfLength(frameLength / 2);

    /// <summary>exp(-2 pi i k / frame length), k up to a quarter of it: its real part.</summary>
    public double[] Cos { get; } = [.. Enumerable.Range(0, frameLength / 4 + 1).Select(k => Math.Cos(2 * Math.PI * k / frameLength))];

    /// <summary>Its imaginary part.</summary>
    public double[] Sin { get; } = [.. Enumerable.Range(0, frameLength / 4 + 1).Select(k => -Math.Sin(2 * Math.PI * k / frameLength))];
}
