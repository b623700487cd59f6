using System.Buffers;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Emotion.Audio.Spectra;

/// <summary>
/// |X| of the short-time Fourier transform as <c>librosa.stft</c> has it: periodic Hann window, by default of 2048 with hop length 512,
/// frames centred on their sample with zeros beyond both ends. The FFT runs in float64, as librosa's does; the magnitudes are float32.
/// </summary>
/// <remarks>
/// Laid out for SIMD: frames come in groups of <see cref="Lanes"/>, and element k of a group is a vector with |X[k]| of each of its frames, one
/// per lane. Everything downstream is then the scalar formula, applied to a group at a time. The last group's spare lanes are silent frames;
/// <see cref="IsFrame"/> masks them out of means.
/// </remarks>
internal sealed class Spectrogram : IDisposable
{
    public const int FrameLength = 2048;
    public const int HopLength = 512;
    public const int Bins = FrameLength / 2 + 1;

    private readonly Stft _stft;
    private readonly float[] _magnitude;

    private Spectrogram(Stft stft, int frames)
    {
        _stft = stft;
        Frames = frames;
        Groups = (frames + Lanes - 1) / Lanes;
        _magnitude = ArrayPool<float>.Shared.Rent(Groups * stft.Bins * Lanes);
    }

    /// <summary>How many frames a group has.</summary>
    public static int Lanes => Vector<float>.Count;

    /// <summary>1 + floor(samples / hop).</summary>
    public int Frames { get; }

    /// <summary>How many groups hold them.</summary>
    public int Groups { get; }

    public static Spectrogram Of(ReadOnlySpan<float> samples) => Of(samples, Stft.Librosa);

    public static Spectrogram Of(ReadOnlySpan<float> samples, Stft stft)
    {
        var spectrogram = new Spectrogram(stft, 1 + samples.Length / stft.HopLength);
        var (half, bins) = (stft.FrameLength / 2, stft.Bins);
        var work = ArrayPool<double>.Shared.Rent((2 * half + 2 * bins) * Vector<double>.Count);
        var vectors = MemoryMarshal.Cast<double, Vector<double>>(work.AsSpan());
        var re = vectors[..half];
        var im = vectors.Slice(half, half);
        var first = vectors.Slice(2 * half, bins);
        var second = vectors.Slice(2 * half + bins, bins);
        for (var group = 0; group < spectrogram.Groups; group++)
        {
            // float32 vectors have twice the lanes of float64 ones: a group is transformed in two halves, and joined.
            spectrogram.Load(samples, group * Lanes, re, im);
            spectrogram.Transform(re, im, first);
            spectrogram.Load(samples, group * Lanes + Lanes / 2, re, im);
            spectrogram.Transform(re, im, second);
            var magnitude = spectrogram.Group(group);
            for (var k = 0; k < bins; k++)
                magnitude[k] = Vector.SquareRoot(Vector.Narrow(first[k], second[k]));
        }

        ArrayPool<double>.Shared.Return(work);
        return spectrogram;
    }

    /// <summary>|X| of a group's frames, from bin 0 to the one of half the sample rate.</summary>
    public Span<Vector<float>> Group(int group) =>
        MemoryMarshal.Cast<float, Vector<float>>(_magnitude.AsSpan())[..(Groups * _stft.Bins)].Slice(group * _stft.Bins, _stft.Bins);

    /// <summary>1 in the lanes of a group that carry a frame, 0 in the spare ones.</summary>
    public Vector<float> IsFrame(int group)
    {
        Span<float> mask = stackalloc float[Lanes];
        mask[..Math.Min(Lanes, Frames - group * Lanes)].Fill(1);
        return new Vector<float>(mask);
    }

    /// <inheritdoc/>
    public void Dispose() => ArrayPool<float>.Shared.Return(_magnitude);

    /// <summary>
    /// |X|^2 of real frames by a complex FFT of half their length: even samples are its real part, odd ones its imaginary part. With E and O the
    /// transforms of the even and the odd samples, X[k] = E[k] + w^k O[k] and X[N/2 - k] = conj(E[k] - w^k O[k]), w = exp(-2 pi i / N).
    /// </summary>
    private void Transform(Span<Vector<double>> re, Span<Vector<double>> im, Span<Vector<double>> power)
    {
        var (half, fft) = (_stft.FrameLength / 2, _stft.HalfFft);
        fft.Forward(re, im);
        for (var k = 0; k <= half / 2; k++)
        {
            var (at, mirror) = (fft.PositionOf(k), fft.PositionOf((half - k) % half));
            var (evenRe, evenIm) = (re[at] + re[mirror], im[at] - im[mirror]);
            var (oddRe, oddIm) = (im[at] + im[mirror], re[mirror] - re[at]);
            var (c, s) = (new Vector<double>(_stft.Cos[k]), new Vector<double>(_stft.Sin[k]));
            var (turnedRe, turnedIm) = (oddRe * c - oddIm * s, oddRe * s + oddIm * c);
            power[k] = QuarterPower(evenRe + turnedRe, evenIm + turnedIm);
            power[half - k] = QuarterPower(evenRe - turnedRe, evenIm - turnedIm);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<double> QuarterPower(Vector<double> re, Vector<double> im) => (re * re + im * im) * 0.25;

    /// <summary>Windowed frames into the lanes, even samples apart from odd ones; zeros beyond the signal and in spare lanes.</summary>
    private void Load(ReadOnlySpan<float> samples, int firstFrame, Span<Vector<double>> re, Span<Vector<double>> im)
    {
        var lanes = Vector<double>.Count;
        var length = _stft.FrameLength;
        var even = MemoryMarshal.Cast<Vector<double>, double>(re);
        var odd = MemoryMarshal.Cast<Vector<double>, double>(im);
        Span<float> edge = stackalloc float[length];
        for (var lane = 0; lane < lanes; lane++)
        {
            var frame = firstFrame + lane;
            var first = frame * _stft.HopLength - length / 2;
            if (frame < Frames && first >= 0 && first + length <= samples.Length)
                LoadFrame(samples.Slice(first, length), even[lane..], odd[lane..], lanes);
            else
                LoadFrame(AtTheEdge(samples, first, frame < Frames, edge), even[lane..], odd[lane..], lanes);
        }
    }

    private void LoadFrame(ReadOnlySpan<float> frame, Span<double> even, Span<double> odd, int lanes)
    {
        var window = _stft.Window;
        for (int n = 0, at = 0; n + 1 < frame.Length; n += 2, at += lanes)
        {
            even[at] = frame[n] * window[n];
            odd[at] = frame[n + 1] * window[n + 1];
        }
    }

    private static Span<float> AtTheEdge(ReadOnlySpan<float> samples, int first, bool isFrame, Span<float> frame)
    {
        frame.Clear();
        var from = Math.Max(first, 0);
        var to = Math.Min(first + frame.Length, samples.Length);
        if (isFrame && from < to)
            samples[from..to].CopyTo(frame[(from - first)..]);
        return frame;
    }
}
