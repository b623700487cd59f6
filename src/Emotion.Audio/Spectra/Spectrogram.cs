using System.Buffers;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Emotion.Audio.Spectra;

/// <summary>
/// |X| of the short-time Fourier transform as <c>librosa.stft</c> has it by default: periodic Hann window of 2048, hop length 512,
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

    private const int Half = FrameLength / 2;

    private static readonly VerticalFft<double> Fft = VerticalFft<double>.OfLength(Half);
    private static readonly double[] Cos = [.. Enumerable.Range(0, Half / 2 + 1).Select(k => Math.Cos(2 * Math.PI * k / FrameLength))];
    private static readonly double[] Sin = [.. Enumerable.Range(0, Half / 2 + 1).Select(k => -Math.Sin(2 * Math.PI * k / FrameLength))];

    private readonly float[] _magnitude;

    private Spectrogram(int frames)
    {
        Frames = frames;
        Groups = (frames + Lanes - 1) / Lanes;
        _magnitude = ArrayPool<float>.Shared.Rent(Groups * Bins * Lanes);
    }

    /// <summary>How many frames a group has.</summary>
    public static int Lanes => Vector<float>.Count;

    /// <summary>w[n] = 1/2 - 1/2 cos(2 pi n / 2048).</summary>
    public static double[] Window { get; } = [.. Enumerable.Range(0, FrameLength).Select(n => 0.5 - 0.5 * Math.Cos(2 * Math.PI * n / FrameLength))];

    /// <summary>1 + floor(samples / hop).</summary>
    public int Frames { get; }

    /// <summary>How many groups hold them.</summary>
    public int Groups { get; }

    public static Spectrogram Of(ReadOnlySpan<float> samples)
    {
        var spectrogram = new Spectrogram(1 + samples.Length / HopLength);
        var work = ArrayPool<double>.Shared.Rent((2 * Half + 2 * Bins) * Vector<double>.Count);
        var vectors = MemoryMarshal.Cast<double, Vector<double>>(work.AsSpan());
        var re = vectors[..Half];
        var im = vectors.Slice(Half, Half);
        var first = vectors.Slice(2 * Half, Bins);
        var second = vectors.Slice(2 * Half + Bins, Bins);
        for (var group = 0; group < spectrogram.Groups; group++)
        {
            // float32 vectors have twice the lanes of float64 ones: a group is transformed in two halves, and joined.
            Load(samples, group * Lanes, spectrogram.Frames, re, im);
            Transform(re, im, first);
            Load(samples, group * Lanes + Lanes / 2, spectrogram.Frames, re, im);
            Transform(re, im, second);
            var magnitude = spectrogram.Group(group);
            for (var k = 0; k < Bins; k++)
                magnitude[k] = Vector.SquareRoot(Vector.Narrow(first[k], second[k]));
        }

        ArrayPool<double>.Shared.Return(work);
        return spectrogram;
    }

    /// <summary>|X| of a group's frames, bins 0 to 1024.</summary>
    public Span<Vector<float>> Group(int group) => MemoryMarshal.Cast<float, Vector<float>>(_magnitude.AsSpan())[..(Groups * Bins)].Slice(group * Bins, Bins);

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
    private static void Transform(Span<Vector<double>> re, Span<Vector<double>> im, Span<Vector<double>> power)
    {
        Fft.Forward(re, im);
        for (var k = 0; k <= Half / 2; k++)
        {
            var (at, mirror) = (Fft.PositionOf(k), Fft.PositionOf((Half - k) % Half));
            var (evenRe, evenIm) = (re[at] + re[mirror], im[at] - im[mirror]);
            var (oddRe, oddIm) = (im[at] + im[mirror], re[mirror] - re[at]);
            var (c, s) = (new Vector<double>(Cos[k]), new Vector<double>(Sin[k]));
            var (turnedRe, turnedIm) = (oddRe * c - oddIm * s, oddRe * s + oddIm * c);
            power[k] = QuarterPower(evenRe + turnedRe, evenIm + turnedIm);
            power[Half - k] = QuarterPower(evenRe - turnedRe, evenIm - turnedIm);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<double> QuarterPower(Vector<double> re, Vector<double> im) => (re * re + im * im) * 0.25;

    /// <summary>Windowed frames into the lanes, even samples apart from odd ones; zeros beyond the signal and in spare lanes.</summary>
    private static void Load(ReadOnlySpan<float> samples, int firstFrame, int frames, Span<Vector<double>> re, Span<Vector<double>> im)
    {
        var lanes = Vector<double>.Count;
        var even = MemoryMarshal.Cast<Vector<double>, double>(re);
        var odd = MemoryMarshal.Cast<Vector<double>, double>(im);
        Span<float> edge = stackalloc float[FrameLength];
        for (var lane = 0; lane < lanes; lane++)
        {
            var frame = firstFrame + lane;
            var first = frame * HopLength - Half;
            if (frame < frames && first >= 0 && first + FrameLength <= samples.Length)
                LoadFrame(samples.Slice(first, FrameLength), even[lane..], odd[lane..], lanes);
            else
                LoadFrame(AtTheEdge(samples, first, frame < frames, edge), even[lane..], odd[lane..], lanes);
        }
    }

    private static void LoadFrame(ReadOnlySpan<float> frame, Span<double> even, Span<double> odd, int lanes)
    {
        for (int n = 0, at = 0; n + 1 < frame.Length; n += 2, at += lanes)
        {
            even[at] = frame[n] * Window[n];
            odd[at] = frame[n + 1] * Window[n + 1];
        }
    }

    private static Span<float> AtTheEdge(ReadOnlySpan<float> samples, int first, bool isFrame, Span<float> frame)
    {
        frame.Clear();
        var from = Math.Max(first, 0);
        var to = Math.Min(first + FrameLength, samples.Length);
        if (isFrame && from < to)
            samples[from..to].CopyTo(frame[(from - first)..]);
        return frame;
    }
}
