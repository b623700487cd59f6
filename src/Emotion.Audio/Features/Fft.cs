namespace Emotion.Audio.Features;

/// <summary>In-place complex FFT of a power-of-two length, radix 2, decimation in time (Cooley and Tukey 1965).</summary>
internal sealed class Fft
{
    private readonly int _length;
    private readonly int[] _bitReversed;
    private readonly double[] _cos;
    private readonly double[] _sin;

    public Fft(int length)
    {
        _length = length;
        var bits = int.Log2(length);
        _bitReversed = [.. Enumerable.Range(0, length).Select(i => Reverse(i, bits))];
        _cos = [.. Enumerable.Range(0, length / 2).Select(k => Math.Cos(2 * Math.PI * k / length))];
        _sin = [.. Enumerable.Range(0, length / 2).Select(k => -Math.Sin(2 * Math.PI * k / length))];
    }

    /// <summary>X[k] = sum over n of x[n] exp(-2 pi i k n / N).</summary>
    public void Transform(Span<double> re, Span<double> im)
    {
        for (var i = 0; i < _length; i++)
        {
            var j = _bitReversed[i];
            if (i < j)
            {
                (re[i], re[j]) = (re[j], re[i]);
                (im[i], im[j]) = (im[j], im[i]);
            }
        }

        for (var half = 1; half < _length; half *= 2)
        {
            var stride = _length / (2 * half);
            for (var start = 0; start < _length; start += 2 * half)
            {
                for (var k = 0; k < half; k++)
                {
                    var (c, s) = (_cos[k * stride], _sin[k * stride]);
                    int top = start + k, bottom = top + half;
                    var (r, i) = (re[bottom] * c - im[bottom] * s, re[bottom] * s + im[bottom] * c);
                    (re[bottom], im[bottom]) = (re[top] - r, im[top] - i);
                    (re[top], im[top]) = (re[top] + r, im[top] + i);
                }
            }
        }
    }

    private static int Reverse(int value, int bits)
    {
        var reversed = 0;
        for (var bit = 0; bit < bits; bit++)
            reversed |= (value >> bit & 1) << (bits - 1 - bit);
        return reversed;
    }
}
