using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Emotion.Audio.Spectra;

/// <summary>
/// Complex FFT of a power-of-two length, of several signals at once: each SIMD lane carries one of them.
/// </summary>
/// <remarks>
/// Element n of the arrays is a vector that holds sample n of signal 0, of signal 1, and so on, so the code below is the scalar algorithm
/// letter by letter: no shuffles, and every lane computes what a scalar FFT of its signal would. Forward runs radix-4 decimation in
/// frequency and leaves the bins in digit-reversed order; Inverse starts from that order. <see cref="PositionOf"/> translates.
/// The recursion works on ever smaller blocks, so that they stay in the nearest cache.
/// </remarks>
internal sealed class VerticalFft<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly T[] _cos;
    private readonly T[] _sin;
    private readonly int[] _position;

    private VerticalFft(int length)
    {
        Length = length;
        _cos = [.. Enumerable.Range(0, length).Select(k => T.CreateTruncating(Math.Cos(2 * Math.PI * k / length)))];
        _sin = [.. Enumerable.Range(0, length).Select(k => T.CreateTruncating(-Math.Sin(2 * Math.PI * k / length)))];
        _position = [.. Enumerable.Range(0, length).Select(bin => Position(bin, length))];
    }

    /// <summary>How many signals one transform serves.</summary>
    public static int Lanes => Vector<T>.Count;

    public int Length { get; }

    public static VerticalFft<T> OfLength(int length) => Cache.GetOrAdd(length, static n => new VerticalFft<T>(n));

    /// <summary>Where bin k stands after <see cref="Forward"/>.</summary>
    public int PositionOf(int bin) => _position[bin];

    /// <summary>X[k] = sum over n of x[n] exp(-2 pi i k n / N), in place, bins in digit-reversed order.</summary>
    public void Forward(Span<Vector<T>> re, Span<Vector<T>> im) =>
        Forward(ref MemoryMarshal.GetReference(re[..Length]), ref MemoryMarshal.GetReference(im[..Length]), Length);

    /// <summary>x[n] = sum over k of X[k] exp(2 pi i k n / N), in place, from digit-reversed order, not divided by N.</summary>
    public void Inverse(Span<Vector<T>> re, Span<Vector<T>> im) =>
        Inverse(ref MemoryMarshal.GetReference(re[..Length]), ref MemoryMarshal.GetReference(im[..Length]), Length);

    private void Forward(ref Vector<T> re, ref Vector<T> im, int n)
    {
        if (n <= 4)
        {
            Smallest(ref re, ref im, n, T.One);
            return;
        }

        var (quarter, stride) = (n / 4, Length / n);
        for (var j = 0; j < quarter; j++)
        {
            ref var r0 = ref Unsafe.Add(ref re, j);
            ref var i0 = ref Unsafe.Add(ref im, j);
            ref var r1 = ref Unsafe.Add(ref r0, quarter);
            ref var i1 = ref Unsafe.Add(ref i0, quarter);
            ref var r2 = ref Unsafe.Add(ref r1, quarter);
            ref var i2 = ref Unsafe.Add(ref i1, quarter);
            ref var r3 = ref Unsafe.Add(ref r2, quarter);
            ref var i3 = ref Unsafe.Add(ref i2, quarter);

            var (sumR02, sumI02, difR02, difI02) = (r0 + r2, i0 + i2, r0 - r2, i0 - i2);
            var (sumR13, sumI13, difR13, difI13) = (r1 + r3, i1 + i3, r1 - r3, i1 - i3);
            (r0, i0) = (sumR02 + sumR13, sumI02 + sumI13);
            (r1, i1) = Twiddle(difR02 + difI13, difI02 - difR13, j * stride);          // (a - c) - i (b - d)
            (r2, i2) = Twiddle(sumR02 - sumR13, sumI02 - sumI13, 2 * j * stride);
            (r3, i3) = Twiddle(difR02 - difI13, difI02 + difR13, 3 * j * stride);      // (a - c) + i (b - d)
        }

        for (var at = 0; at < n; at += quarter)
        {
            if (quarter <= 4)
                Smallest(ref Unsafe.Add(ref re, at), ref Unsafe.Add(ref im, at), quarter, T.One);
            else
                Forward(ref Unsafe.Add(ref re, at), ref Unsafe.Add(ref im, at), quarter);
        }
    }

    private void Inverse(ref Vector<T> re, ref Vector<T> im, int n)
    {
        if (n <= 4)
        {
            Smallest(ref re, ref im, n, -T.One);
            return;
        }

        var (quarter, stride) = (n / 4, Length / n);
        for (var at = 0; at < n; at += quarter)
        {
            if (quarter <= 4)
                Smallest(ref Unsafe.Add(ref re, at), ref Unsafe.Add(ref im, at), quarter, -T.One);
            else
                Inverse(ref Unsafe.Add(ref re, at), ref Unsafe.Add(ref im, at), quarter);
        }

        for (var j = 0; j < quarter; j++)
        {
            ref var r0 = ref Unsafe.Add(ref re, j);
            ref var i0 = ref Unsafe.Add(ref im, j);
            ref var r1 = ref Unsafe.Add(ref r0, quarter);
            ref var i1 = ref Unsafe.Add(ref i0, quarter);
            ref var r2 = ref Unsafe.Add(ref r1, quarter);
            ref var i2 = ref Unsafe.Add(ref i1, quarter);
            ref var r3 = ref Unsafe.Add(ref r2, quarter);
            ref var i3 = ref Unsafe.Add(ref i2, quarter);

            var (b, bi) = ConjugateTwiddle(r1, i1, j * stride);
            var (c, ci) = ConjugateTwiddle(r2, i2, 2 * j * stride);
            var (d, di) = ConjugateTwiddle(r3, i3, 3 * j * stride);
            var (sumR02, sumI02, difR02, difI02) = (r0 + c, i0 + ci, r0 - c, i0 - ci);
            var (sumR13, sumI13, difR13, difI13) = (b + d, bi + di, b - d, bi - di);
            (r0, i0) = (sumR02 + sumR13, sumI02 + sumI13);
            (r1, i1) = (difR02 - difI13, difI02 + difR13);
            (r2, i2) = (sumR02 - sumR13, sumI02 - sumI13);
            (r3, i3) = (difR02 + difI13, difI02 - difR13);
        }
    }

    /// <summary>Blocks of 4 and 2, where all twiddle factors are 1. The direction is the sign of -i: 1 forward, -1 inverse.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Smallest(ref Vector<T> re, ref Vector<T> im, int n, T direction)
    {
        if (n == 1)
            return;
        ref var r1 = ref Unsafe.Add(ref re, 1);
        ref var i1 = ref Unsafe.Add(ref im, 1);
        if (n == 2)
        {
            (re, r1) = (re + r1, re - r1);
            (im, i1) = (im + i1, im - i1);
            return;
        }

        ref var r2 = ref Unsafe.Add(ref re, 2);
        ref var i2 = ref Unsafe.Add(ref im, 2);
        ref var r3 = ref Unsafe.Add(ref re, 3);
        ref var i3 = ref Unsafe.Add(ref im, 3);
        var (sumR02, sumI02, difR02, difI02) = (re + r2, im + i2, re - r2, im - i2);
        var (sumR13, sumI13, difR13, difI13) = (r1 + r3, i1 + i3, (r1 - r3) * direction, (i1 - i3) * direction);
        (re, im) = (sumR02 + sumR13, sumI02 + sumI13);
        (r1, i1) = (difR02 + difI13, difI02 - difR13);
        (r2, i2) = (sumR02 - sumR13, sumI02 - sumI13);
        (r3, i3) = (difR02 - difI13, difI02 + difR13);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private (Vector<T> Re, Vector<T> Im) Twiddle(Vector<T> re, Vector<T> im, int index)
    {
        var (c, s) = (new Vector<T>(_cos[index]), new Vector<T>(_sin[index]));
        return (re * c - im * s, re * s + im * c);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private (Vector<T> Re, Vector<T> Im) ConjugateTwiddle(Vector<T> re, Vector<T> im, int index)
    {
        var (c, s) = (new Vector<T>(_cos[index]), new Vector<T>(_sin[index]));
        return (re * c + im * s, im * c - re * s);
    }

    /// <summary>Each stage sorts the bins of its block by their remainder modulo 4 (modulo 2 in the last stage of an odd power).</summary>
    private static int Position(int bin, int n)
    {
        var position = 0;
        for (; n >= 4; n /= 4, bin /= 4)
            position += bin % 4 * (n / 4);
        return n == 2 ? position + bin % 2 : position;
    }

    private static readonly System.Collections.Concurrent.ConcurrentDictionary<int, VerticalFft<T>> Cache = new();
}
