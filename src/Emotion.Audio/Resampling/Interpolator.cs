using System.Numerics.Tensors;

namespace Emotion.Audio.Resampling;

/// <summary>
/// Reads a signal at times between its samples, by a short filter whose taps are tabulated per phase. Output sample n lies at input time n M/L (L/M
/// the reduced ratio of the rates), so L rows serve all; where L exceeds <see cref="MostPhases"/>, rows are interpolated linearly.
/// </summary>
internal sealed class Interpolator
{
    /// <summary>A linear step between 1024 rows errs by at most 4e-7 of the peak tap, -128 dB.</summary>
    private const int MostPhases = 1024;

    private readonly float[] _rows;
    private readonly int _taps;
    private readonly int _before;
    private readonly int _phases;
    private readonly int _up;
    private readonly int _down;

    /// <summary>Tabulates the filter.</summary>
    /// <param name="filter">The filter, in samples at <paramref name="fromRate"/>.</param>
    /// <param name="fromRate">Input rate, in any unit.</param>
    /// <param name="toRate">Output rate, in the same unit.</param>
    public Interpolator(KaiserSinc filter, int fromRate, int toRate)
    {
        (_up, _down) = Ratio.Reduce(toRate, fromRate);
        _before = (int)Math.Ceiling(filter.HalfWidth);
        _taps = 2 * _before;
        _phases = Math.Min(_up, MostPhases);
        _rows = new float[(_phases + 1) * _taps]; // one row more, so that the last phase has a neighbour
        for (var phase = 0; phase <= _phases; phase++)
        {
            for (var tap = 0; tap < _taps; tap++)
                _rows[phase * _taps + tap] = (float)filter[tap - _before + 1 - (double)phase / _phases];
        }
    }

    /// <summary>How many input samples <paramref name="count"/> output samples depend on.</summary>
    public int InputFor(int count) => (int)((long)count * _down / _up) + _before + 1;

    /// <summary>The first <paramref name="count"/> output samples; zeros are assumed beyond both ends of the input.</summary>
    public float[] Apply(ReadOnlySpan<float> input, int count)
    {
        var padded = new float[_before - 1 + Math.Max(input.Length, InputFor(count)) + _taps];
        input.CopyTo(padded.AsSpan(_before - 1));

        var output = new float[count];
        for (long n = 0; n < count; n++)
        {
            var (at, fraction) = Math.DivRem(n * _down, _up);
            var samples = padded.AsSpan((int)at, _taps);
            output[n] = _phases == _up ? Read(samples, (int)fraction) : Read(samples, (double)fraction * _phases / _up);
        }

        return output;
    }

    private float Read(ReadOnlySpan<float> samples, int phase) => TensorPrimitives.Dot(samples, _rows.AsSpan(phase * _taps, _taps));

    private float Read(ReadOnlySpan<float> samples, double position)
    {
        var phase = (int)position;
        var here = Read(samples, phase);
        return here + (float)(position - phase) * (Read(samples, phase + 1) - here);
    }
}
