namespace Emotion.Audio.Resampling;

/// <summary>
/// How soxr's HQ setting, librosa's default, converts from one rate to another: a sharp low-pass (flat to 0.9137 of the lower Nyquist
/// frequency, stop band from it on) and, unless the ratio is simple, a short interpolator. The interpolator droops by 0.01 dB where the pass band
/// ends, and the low-pass's ringing before the first sample is cut off; leaving either out would cost 40 dB of agreement.
/// </summary>
/// <remarks>
/// The figures were read off libsoxr 0.1.3's own trace (SOXR_TRACE=3) for rates from 4 to 192 kHz; straight lines through its filter
/// lengths and Kaiser betas reproduce them to a tap and to 3e-4.
/// </remarks>
/// <param name="LowPass">Impulse response of the low-pass at the rate where it runs, an odd number of taps.</param>
/// <param name="Up">Zeros are stuffed to so many times the rate before the low-pass.</param>
/// <param name="Down">Of the low-pass's output every so-manieth sample is kept.</param>
/// <param name="Interpolator">Reads between samples; null where it is not needed.</param>
/// <param name="InterpolatesFirst">Whether the interpolator comes before the low-pass.</param>
internal sealed record SoxrRecipe(float[] LowPass, int Up, int Down, Interpolator? Interpolator, bool InterpolatesFirst)
{
    private const double PassBandEnd = 0.91374365;
    private const double StopBand = 1;
    private const double BitDb = 6.0206;

    public static SoxrRecipe For(int fromRate, int toRate)
    {
        // Ratios above 4 are halved first; here the low-pass does that in the same go.
        var halvings = Math.Max(0, int.Log2(Math.Max(1, fromRate / toRate)) - 1);
        var from = (double)fromRate / (1 << halvings);
        var (up, down) = Ratio.Reduce(toRate << halvings, fromRate);
        var lowerRate = Math.Min(from, toRate);

        if (Math.Max(up, down) < 5 || (long)up * down < 6)
        {
            var filter = LowPassFilter(Math.Max(up, down), ExtraDb(1 + halvings));
            return new SoxrRecipe(Taps(filter, up, 1 << halvings), up, down << halvings, null, false);
        }

        var extraDb = ExtraDb(1 + halvings + (toRate > 4 * fromRate ? 1 : 0)) + BitDb;
        if (from > 1.5 * toRate && from < 2.0 * toRate)
        {
            var interpolator = InterpolatorFilter(PassBandEnd, 3, from / toRate, evenLength: false, up);
            return new SoxrRecipe(Taps(LowPassFilter(2, extraDb), 1, 1), 1, 2, new Interpolator(interpolator, fromRate, 2 * toRate), true);
        }
        else
        {
            var doubles = from < 2.0 * toRate ? 2 : 1;
            var oversampling = doubles * from / lowerRate;
            var interpolator = InterpolatorFilter(
                PassBandEnd / oversampling, 2 - (0.3 * PassBandEnd + 0.7 * StopBand) / oversampling, 1, evenLength: from > toRate, up);
            return new SoxrRecipe(
                Taps(LowPassFilter(oversampling, extraDb), doubles, 1 << halvings), doubles, 1 << halvings,
                new Interpolator(interpolator, doubles * fromRate, toRate << halvings), false);
        }
    }

    /// <summary>soxr splits its error budget of (20 + 1) bits among the filters.</summary>
    private static double ExtraDb(int filters) => 20 * Math.Log10(filters);

    /// <summary>The sharp filter, at a rate <paramref name="oversampling"/> times the lower of the two.</summary>
    private static KaiserSinc LowPassFilter(double oversampling, double extraDb)
    {
        const double halfTransition = (StopBand - PassBandEnd) / 2;
        var taps = Math.Ceiling((8.3023 + 0.07098 * extraDb) / halfTransition * oversampling + 1);
        taps += (5 - taps % 4) % 4; // soxr takes one more than a multiple of 4
        return new KaiserSinc((StopBand - halfTransition) / oversampling, 13.04 + 0.1116 * extraDb, taps / 2);
    }

    /// <summary>The short filter that reads between samples.</summary>
    private static KaiserSinc InterpolatorFilter(double passBandEnd, double stopBand, double nyquist, bool evenLength, int phases)
    {
        var innerEdge = stopBand - (stopBand - passBandEnd) / 0.87421; // where it is down by 0.01 dB at passBandEnd
        var halfTransition = (stopBand - innerEdge) / 2 / nyquist;
        var taps = (int)(8.95067 / halfTransition) + 1;
        if (evenLength)
            taps += taps & 1;
        return new KaiserSinc(stopBand / nyquist - halfTransition, 14.0586, taps / 2.0 - 0.25 / (phases << (taps & 1)));
    }

    /// <summary>The filter sampled <paramref name="finer"/> times as densely, with a gain that makes up for stuffed zeros.</summary>
    private static float[] Taps(KaiserSinc filter, int up, int finer)
    {
        var reach = (int)(filter.HalfWidth * finer);
        return [.. Enumerable.Range(-reach, 2 * reach + 1).Select(j => (float)(filter[(double)j / finer] * up / finer))];
    }
}
