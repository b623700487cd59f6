using System.Numerics;
using System.Runtime.InteropServices;
using Emotion.Audio.Spectra;

namespace Emotion.Audio.Resampling;

/// <summary>
/// Stuffs zeros, filters, and drops samples: y[n] = sum over t of h[t] x[(n Down + reach - t) / Up]. Filters by FFT, in overlapping blocks
/// (overlap-save), delay compensated.
/// </summary>
/// <remarks>
/// Each SIMD lane carries one block. In float32 and one real block per transform, like soxr: what its rounding leaves in a pause then
/// looks like soxr's, and the chroma of a pause is made of nothing else.
/// </remarks>
internal sealed class LowPassStage
{
    private readonly VerticalFft<float> _fft;
    private readonly float[] _responseRe; // of the filter, in the order that the FFT leaves bins in, divided by the FFT's length
    private readonly float[] _responseIm;
    private readonly int _reach;
    private readonly int _up;
    private readonly int _down;
    private readonly int _step; // filtered samples per block

    public LowPassStage(ReadOnlySpan<float> taps, int up, int down)
    {
        _up = up;
        _down = down;
        _reach = taps.Length / 2;
        _fft = VerticalFft<float>.OfLength(taps.Length <= 1024 ? 2048 : 8192);
        _step = _fft.Length - taps.Length + 1;
        (_responseRe, _responseIm) = Response(taps, _fft);
    }

    /// <summary>Filters a whole signal, zeros assumed beyond both ends.</summary>
    /// <param name="input">The signal.</param>
    /// <param name="count">How many output samples are wanted; they start at the time of the first input sample.</param>
    public float[] Apply(ReadOnlySpan<float> input, int count)
    {
        var output = new float[count];
        var blocks = (int)(((long)count * _down + _step - 1) / _step);
        var batch = VerticalFft<float>.Lanes;
        var re = new Vector<float>[_fft.Length];
        var im = new Vector<float>[_fft.Length];
        for (var first = 0; first < blocks; first += batch)
        {
            for (var i = 0; i < batch; i++)
                LoadBlock(input, first + i, Lane(re, i));
            Array.Clear(im);
            Convolve(re, im);
            for (var i = 0; i < batch; i++)
                StoreBlock(Lane(re, i), first + i, output);
        }

        return output;
    }

    /// <summary>The samples of one lane lie a vector apart.</summary>
    private static LaneView Lane(Vector<float>[] vectors, int lane) => new(MemoryMarshal.Cast<Vector<float>, float>(vectors.AsSpan())[lane..]);

    private readonly ref struct LaneView(Span<float> samples)
    {
        private readonly Span<float> _samples = samples;

        public ref float this[int n] => ref _samples[n * Vector<float>.Count];
    }

    private void Convolve(Span<Vector<float>> re, Span<Vector<float>> im)
    {
        _fft.Forward(re, im);
        for (var k = 0; k < re.Length; k++)
        {
            var (hr, hi) = (new Vector<float>(_responseRe[k]), new Vector<float>(_responseIm[k]));
            (re[k], im[k]) = (re[k] * hr - im[k] * hi, re[k] * hi + im[k] * hr);
        }

        _fft.Inverse(re, im);
    }

    /// <summary>Stuffed samples block * step - reach and on.</summary>
    private void LoadBlock(ReadOnlySpan<float> input, int block, LaneView lane)
    {
        var start = (long)block * _step - _reach;
        for (var n = 0; n < _fft.Length; n++)
        {
            var at = start + n;
            lane[n] = at >= 0 && at % _up == 0 && at / _up < input.Length ? input[(int)(at / _up)] : 0;
        }
    }

    /// <summary>The samples of a block that no wrap-around has touched: its last <see cref="_step"/>.</summary>
    private void StoreBlock(LaneView lane, int block, Span<float> output)
    {
        var start = (long)block * _step;
        for (var n = (start + _down - 1) / _down; n < output.Length && n * _down < start + _step; n++)
            output[(int)n] = lane[(int)(n * _down - start) + 2 * _reach];
    }

    private static (float[] Re, float[] Im) Response(ReadOnlySpan<float> taps, VerticalFft<float> fft)
    {
        var exact = VerticalFft<double>.OfLength(fft.Length);
        var re = new Vector<double>[fft.Length];
        var im = new Vector<double>[fft.Length];
        for (var t = 0; t < taps.Length; t++)
            re[t] = new Vector<double>(taps[t]);
        exact.Forward(re, im);
        return ([.. re.Select(bin => (float)(bin[0] / fft.Length))], [.. im.Select(bin => (float)(bin[0] / fft.Length))]);
    }
}
