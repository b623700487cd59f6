namespace Emotion.Audio.Resampling;

/// <summary>
/// The low-pass filter of soxr's HQ recipe, as a continuous function of time: a sinc under a Kaiser window. Flat to 0.9136 of the
/// lower Nyquist frequency, stop band from it on, 126 dB down ((20 + 1) bits of 6.02 dB).
/// </summary>
/// <remarks>Source: libsoxr 0.1.3's quality arithmetic; J. F. Kaiser (1974) for the window and its length.</remarks>
internal sealed class KaiserFilter
{
    private const double PassBandEnd = 0.91363;
    private const double AttenuationDb = 126.4;

    private readonly double _cutoff;
    private readonly double _beta = 0.1102 * (AttenuationDb - 8.7);
    private readonly double _i0Beta;

    /// <summary>Designs the filter for a conversion.</summary>
    /// <param name="fromRate">Input rate, in Hz.</param>
    /// <param name="toRate">Output rate, in Hz.</param>
    public KaiserFilter(int fromRate, int toRate)
    {
        var lowerNyquist = Math.Min(1.0, (double)toRate / fromRate); // relative to the input's Nyquist frequency
        _cutoff = lowerNyquist * (1 + PassBandEnd) / 2;
        _i0Beta = BesselI0(_beta);
        HalfWidth = (AttenuationDb - 7.95) / (2.285 * Math.PI * lowerNyquist * (1 - PassBandEnd)) / 2;
    }

    /// <summary>The impulse response is zero beyond this time, in input samples.</summary>
    public double HalfWidth { get; }

    /// <summary>The impulse response at a time in input samples.</summary>
    public double this[double t]
    {
        get
        {
            var x = t / HalfWidth;
            if (Math.Abs(x) >= 1)
                return 0;
            return _cutoff * Sinc(_cutoff * t) * BesselI0(_beta * Math.Sqrt(1 - x * x)) / _i0Beta;
        }
    }

    private static double Sinc(double x) => x == 0 ? 1 : Math.Sin(Math.PI * x) / (Math.PI * x);

    /// <summary>Modified Bessel function of the first kind, order 0, by its power series.</summary>
    private static double BesselI0(double x)
    {
        double sum = 1, term = 1;
        for (var k = 1; term > sum * 1e-17; k++)
        {
            term *= x / (2 * k) * (x / (2 * k));
            sum += term;
        }

        return sum;
    }
}
