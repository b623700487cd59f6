namespace Emotion.Audio.Resampling;

/// <summary>A low-pass filter as a continuous function of time: a sinc under a Kaiser window (J. F. Kaiser 1974).</summary>
/// <param name="Cutoff">The -6 dB point, relative to the Nyquist frequency.</param>
/// <param name="Beta">The window's shape: higher is deeper and wider.</param>
/// <param name="HalfWidth">The impulse response is zero beyond this many samples from its centre.</param>
internal sealed record KaiserSinc(double Cutoff, double Beta, double HalfWidth)
{
    private readonly double _peak = BesselI0(Beta);

    /// <summary>The impulse response at a time in samples. Samples of it at whole times sum to 1.</summary>
    public double this[double t]
    {
        get
        {
            var x = t / HalfWidth;
            return Math.Abs(x) >= 1 ? 0 : Cutoff * Sinc(Cutoff * t) * BesselI0(Beta * Math.Sqrt(1 - x * x)) / _peak;
        }
    }

    private static double Sinc(double x) => x == 0 ? 1 : Math.Sin(Math.PI * x) / (Math.PI * x);

    /// <summary>Modified Bessel function of the first kind, order 0: the sum over k of ((x/2)^k / k!)^2.</summary>
    private static double BesselI0(double x)
    {
        double sum = 1, term = 1, quarterSquare = x * x / 4;
        for (var k = 1; term > sum * 1e-17; k++)
        {
            term *= quarterSquare / ((double)k * k);
            sum += term;
        }

        return sum;
    }
}
