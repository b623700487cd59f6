using System.Numerics;
using System.Runtime.InteropServices;

namespace Emotion.Audio.Resampling;

/// <summary>
/// Reads a signal at times between its samples, by a short filter whose taps are tabulated per phase. Output sample n lies at input time n M/L (L/M
/// the reduced ratio of the rates), so L rows serve all; where L exceeds <see cref="MostPhases"/>, rows are interpolated linearly. Shared by
/// all signals of the same rates; each has a <see cref="Pass"/> of its own.
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
        _taps = (2 * _before + Vector<float>.Count - 1) / Vector<float>.Count * Vector<float>.Count; // whole vectors; the filter is zero beyond
        _phases = Math.Min(_up, MostPhases);
        _rows = new float[(_phases + 1) * _taps]; // one row more, so that the last phase has a neighbour
        for (var phase = 0; phase <= _phases; phase++)
        {
            for (var tap = 0; tap < _taps; tap++)
                _rows[phase * _taps + tap] = (float)filter[tap - _before + 1 - (double)phase / _phases];
        }
    }

    /// <summary>One signal on its way through; zeros are assumed before its start.</summary>
    public sealed class Pass : IDisposable
    {
        private readonly Interpolator _stage;
        private readonly SampleQueue _input = new();
        private int _fraction; // of the next output sample's time: L-ths of an input sample beyond the oldest that is kept

        public Pass(Interpolator stage)
        {
            _stage = stage;
            _input.Append(stage._before - 1).Clear();
        }

        /// <summary>Where the next samples of the input go.</summary>
        public SampleQueue Input => _input;

        /// <summary>How far an output sample may look ahead, in input samples.</summary>
        public int Reach => _stage._taps;

        /// <summary>How many input samples the first so many output samples depend on.</summary>
        public long InputFor(long count) => count * _stage._down / _stage._up + _stage._taps;

        /// <summary>Reads on, as far as the input reaches.</summary>
        public void Read(SampleQueue output)
        {
            var (whole, part) = Math.DivRem(_stage._down, _stage._up);
            var room = _input.Count - _stage._taps;
            if (room < 0)
                return;
            var input = _input.Samples;
            var count = (int)((((long)room + 1) * _stage._up - _fraction + _stage._down - 1) / _stage._down);
            var target = output.Append(count);
            var at = 0;
            for (var n = 0; n < target.Length; n++)
            {
                target[n] = _stage.Read(input[at..], _fraction);
                at += whole;
                _fraction += part;
                if (_fraction >= _stage._up)
                {
                    _fraction -= _stage._up;
                    at++;
                }
            }

            _input.Drop(at); // a step is shorter than the filter, so it never leads past the input
        }

        /// <inheritdoc/>
        public void Dispose() => _input.Dispose();
    }

    private float Read(ReadOnlySpan<float> samples, int fraction)
    {
        if (_phases == _up)
            return ReadRow(samples, fraction);
        var position = (double)fraction * _phases / _up;
        var phase = (int)position;
        var here = ReadRow(samples, phase);
        return here + (float)(position - phase) * (ReadRow(samples, phase + 1) - here);
    }

    private float ReadRow(ReadOnlySpan<float> samples, int phase)
    {
        var row = MemoryMarshal.Cast<float, Vector<float>>(_rows.AsSpan(phase * _taps, _taps));
        var input = MemoryMarshal.Cast<float, Vector<float>>(samples[.._taps]);
        var sum = Vector<float>.Zero;
        for (var i = 0; i < row.Length; i++)
            sum = Vector.MultiplyAddEstimate(row[i], input[i], sum);
        return Vector.Sum(sum);
    }
}
