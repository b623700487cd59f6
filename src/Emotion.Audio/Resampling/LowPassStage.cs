using System.Buffers;
using System.Numerics;
using System.Runtime.InteropServices;
using Emotion.Audio.Spectra;

namespace Emotion.Audio.Resampling;

/// <summary>
/// Stuffs zeros, filters, and drops samples: y[n] = sum over t of h[t] x[(n Down + reach - t) / Up]. Filters by FFT, in overlapping blocks
/// (overlap-save), delay compensated. Shared by all signals of the same rates; each has a <see cref="Pass"/> of its own.
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

    /// <summary>One signal on its way through the filter. Works in whole batches of blocks, so it matters not how the input is cut.</summary>
    public sealed class Pass(LowPassStage stage) : IDisposable
    {
        private readonly SampleQueue _input = new();
        private readonly float[] _work = ArrayPool<float>.Shared.Rent(2 * stage._fft.Length * Vector<float>.Count);
        private long _firstInput; // index of the oldest sample that is kept
        private long _block;

        /// <summary>Filters what has come together.</summary>
        public void Write(ReadOnlySpan<float> input, SampleQueue output)
        {
            input.CopyTo(_input.Append(input.Length));
            while (stage.LastInputOf(_block + Vector<float>.Count - 1) < _firstInput + _input.Count)
                Batch(output);
        }

        /// <summary>Filters the rest, zeros assumed after the end, until the output holds enough.</summary>
        public void Complete(SampleQueue output, long count)
        {
            while (stage.FirstOutputOf(_block) < count)
                Batch(output);
        }

        /// <inheritdoc/>
        public void Dispose()
        {
            _input.Dispose();
            ArrayPool<float>.Shared.Return(_work);
        }

        private void Batch(SampleQueue output)
        {
            var vectors = MemoryMarshal.Cast<float, Vector<float>>(_work.AsSpan());
            stage.Filter(_input.Samples, _firstInput, _block, vectors[..stage._fft.Length], vectors.Slice(stage._fft.Length, stage._fft.Length), output);
            _block += Vector<float>.Count;

            var used = (int)Math.Clamp(stage.FirstInputOf(_block) - _firstInput, 0, _input.Count);
            _input.Drop(used);
            _firstInput += used;
        }
    }

    private void Filter(
        ReadOnlySpan<float> input, long firstInput, long firstBlock, Span<Vector<float>> re, Span<Vector<float>> im, SampleQueue output)
    {
        for (var lane = 0; lane < Vector<float>.Count; lane++)
            LoadBlock(input, firstInput, firstBlock + lane, Lane(re, lane));
        im.Clear();
        Convolve(re, im);
        for (var lane = 0; lane < Vector<float>.Count; lane++)
            StoreBlock(Lane(re, lane), firstBlock + lane, output);
    }

    /// <summary>One block's samples: they lie a vector apart.</summary>
    private static Span<float> Lane(Span<Vector<float>> vectors, int lane) => MemoryMarshal.Cast<Vector<float>, float>(vectors)[lane..];

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

    /// <summary>A block spans the stuffed samples from block * step - reach on; input sample i is stuffed sample i * Up.</summary>
    private long Start(long block) => block * _step - _reach;

    private long FirstInputOf(long block) => Math.Max(0, (Start(block) + _up - 1) / _up);

    private long LastInputOf(long block) => (Start(block) + _fft.Length - 1) / _up;

    private long FirstOutputOf(long block) => (block * _step + _down - 1) / _down;

    private void LoadBlock(ReadOnlySpan<float> input, long firstInput, long block, Span<float> lane)
    {
        var stride = Vector<float>.Count;
        for (var at = 0; at < lane.Length; at += stride)
            lane[at] = 0;

        var first = FirstInputOf(block);
        var end = Math.Min(firstInput + input.Length, LastInputOf(block) + 1);
        var offset = (int)(first * _up - Start(block)) * stride;
        for (int i = (int)(first - firstInput), at = offset; i < end - firstInput; i++, at += _up * stride)
            lane[at] = input[i];
    }

    /// <summary>The samples of a block that no wrap-around has touched: its last <see cref="_step"/>.</summary>
    private void StoreBlock(ReadOnlySpan<float> lane, long block, SampleQueue output)
    {
        var stride = Vector<float>.Count;
        var first = FirstOutputOf(block);
        var stored = output.Append((int)(FirstOutputOf(block + 1) - first));
        var offset = (int)(first * _down - block * _step + 2 * _reach) * stride;
        for (int n = 0, at = offset; n < stored.Length; n++, at += _down * stride)
            stored[n] = lane[at];
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
