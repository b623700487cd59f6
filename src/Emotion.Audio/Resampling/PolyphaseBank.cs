using System.Collections.Concurrent;

namespace Emotion.Audio.Resampling;

/// <summary>
/// The filter's taps, one row per phase. Output sample n lies at input time n * M / L (L/M the reduced ratio of the rates); its
/// phase is the fraction, so L rows serve them all. Where L exceeds <see cref="MostPhases"/>, rows are interpolated linearly.
/// </summary>
internal sealed class PolyphaseBank
{
    /// <summary>A linear step between 1024 rows errs by at most 4e-7 of the peak tap, -128 dB.</summary>
    private const int MostPhases = 1024;
    private const int MostCachedBanks = 16;

    private static readonly ConcurrentDictionary<(int From, int To), PolyphaseBank> Cache = new();

    private readonly float[] _rows;

    private PolyphaseBank(int fromRate, int toRate)
    {
        (Up, Down) = Ratio.Reduce(toRate, fromRate);
        var kernel = new SoxrKernel(fromRate, toRate);
        Before = (int)Math.Ceiling(kernel.HalfWidth);
        Taps = 2 * Before;
        Phases = Math.Min(Up, MostPhases);
        _rows = new float[(Phases + 1) * Taps]; // one row more, so that the last phase has a neighbour
        for (var phase = 0; phase <= Phases; phase++)
        {
            for (var tap = 0; tap < Taps; tap++)
                _rows[phase * Taps + tap] = (float)kernel[tap - Before + 1 - (double)phase / Phases];
        }
    }

    /// <summary>L of the reduced ratio L/M of output to input rate.</summary>
    public int Up { get; }

    /// <summary>M of the reduced ratio L/M of output to input rate.</summary>
    public int Down { get; }

    /// <summary>How many input samples a row reaches back, the one at or before the output's time included.</summary>
    public int Before { get; }

    /// <summary>Length of a row.</summary>
    public int Taps { get; }

    /// <summary>Number of rows per input sample.</summary>
    public int Phases { get; }

    public static PolyphaseBank For(int fromRate, int toRate)
    {
        if (Cache.Count >= MostCachedBanks) // a stream of odd rates must not grow memory without bound
            Cache.Clear();
        return Cache.GetOrAdd((fromRate, toRate), static rates => new PolyphaseBank(rates.From, rates.To));
    }

    public ReadOnlySpan<float> Row(int phase) => _rows.AsSpan(phase * Taps, Taps);
}
