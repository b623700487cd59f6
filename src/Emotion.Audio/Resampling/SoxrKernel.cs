namespace Emotion.Audio.Resampling;

/// <summary>
/// The impulse response, from end to end, of soxr's HQ recipe, librosa's default resampler. soxr works in steps: halvings while the
/// ratio exceeds 4, a sharp low-pass (flat to 0.9137 of the lower Nyquist frequency, stop band from it on) at a rate near the lower
/// one, and, unless the ratio is simple, a short interpolator. The interpolator droops by 0.01 dB where the pass band ends; leaving that
/// out would cost 40 dB of agreement.
/// </summary>
/// <remarks>
/// The figures were read off libsoxr 0.1.3's own trace (SOXR_TRACE=3) for rates from 4 to 192 kHz; straight lines through its filter
/// lengths and Kaiser betas reproduce them to a tap and to 3e-4.
/// </remarks>
internal sealed class SoxrKernel
{
    private const double PassBandEnd = 0.91374365;
    private const double StopBand = 1;
    private const double BitDb = 6.0206;

    private readonly KaiserSinc _lowPass;
    private readonly double[] _lowPassTaps;
    private readonly double _lowPassStep; // between those taps, in samples at the interpolator's rate
    private readonly KaiserSinc? _interpolator;
    private readonly double _scale; // input samples to samples of the filter that is met first

    public SoxrKernel(int fromRate, int toRate)
    {
        var halvings = Math.Max(0, int.Log2(Math.Max(1, fromRate / toRate)) - 1);
        var from = (double)fromRate / (1 << halvings);
        var (up, down) = Ratio.Reduce(toRate << halvings, fromRate);
        var isSimple = Math.Max(up, down) < 5 || up * down < 6;
        var quadruples = toRate > 4 * fromRate && !isSimple;

        var extraDb = (isSimple ? 0 : BitDb) + 20 * Math.Log10(1 + halvings + (quadruples ? 1 : 0));
        if (!isSimple && from == 2 * toRate)
            extraDb -= BitDb;

        // Where the low-pass sits: at the common rate, or at twice the lower one, or at the input's.
        var interpolatesFirst = !isSimple && from > 1.5 * toRate && from < 2.0 * toRate;
        var lowPassRate = isSimple ? from * up : interpolatesFirst ? 2.0 * toRate : from < 2.0 * toRate ? 2 * from : from;
        var lowerRate = Math.Min(from, toRate);
        _lowPass = LowPass(lowPassRate / lowerRate, extraDb);

        if (isSimple)
        {
            _scale = lowPassRate / fromRate;
            _lowPassTaps = [];
            HalfWidth = _lowPass.HalfWidth / _scale;
            return;
        }

        var interpolatorRate = interpolatesFirst ? from : lowPassRate;
        _interpolator = interpolatesFirst
            ? Interpolator(PassBandEnd, 3, from / toRate, evenLength: false, up)
            : Interpolator(PassBandEnd * lowerRate / lowPassRate, 2 - (0.3 * PassBandEnd + 0.7 * StopBand) * lowerRate / lowPassRate, 1, evenLength: from > toRate, up);
        _scale = interpolatorRate / fromRate;
        _lowPassStep = interpolatorRate / lowPassRate;
        var reach = (int)_lowPass.HalfWidth;
        _lowPassTaps = [.. Enumerable.Range(-reach, 2 * reach + 1).Select(j => _lowPass[j])];
        HalfWidth = (reach * _lowPassStep + _interpolator.HalfWidth) / _scale;
    }

    /// <summary>The response is zero beyond this many input samples from its centre.</summary>
    public double HalfWidth { get; }

    /// <summary>The response at a time in input samples. Samples of it at whole times sum to 1.</summary>
    public double this[double t]
    {
        get
        {
            var x = t * _scale;
            if (_interpolator is null)
                return _scale * _lowPass[x];

            // The low-pass's taps, each spread out by the interpolator.
            var reach = _lowPassTaps.Length / 2;
            var first = Math.Max(-reach, (int)Math.Ceiling((x - _interpolator.HalfWidth) / _lowPassStep));
            var last = Math.Min(reach, (int)Math.Floor((x + _interpolator.HalfWidth) / _lowPassStep));
            var sum = 0.0;
            for (var j = first; j <= last; j++)
                sum += _lowPassTaps[j + reach] * _interpolator[x - j * _lowPassStep];
            return _scale * sum;
        }
    }

    /// <summary>The sharp filter, at a rate <paramref name="oversampling"/> times the lower of the two.</summary>
    private static KaiserSinc LowPass(double oversampling, double extraDb)
    {
        const double halfTransition = (StopBand - PassBandEnd) / 2;
        var taps = Math.Ceiling((8.3023 + 0.07098 * extraDb) / halfTransition * oversampling + 1);
        taps += (5 - taps % 4) % 4; // soxr takes one more than a multiple of 4
        return new KaiserSinc((StopBand - halfTransition) / oversampling, 13.04 + 0.1116 * extraDb, taps / 2);
    }

    /// <summary>The short filter that reads between samples.</summary>
    private static KaiserSinc Interpolator(double passBandEnd, double stopBand, double nyquist, bool evenLength, int phases)
    {
        var innerEdge = stopBand - (stopBand - passBandEnd) / 0.87421; // where it is down by 0.01 dB at passBandEnd
        var halfTransition = (stopBand - innerEdge) / 2 / nyquist;
        var taps = (int)(8.95067 / halfTransition) + 1;
        if (evenLength)
            taps += taps & 1;
        return new KaiserSinc(stopBand / nyquist - halfTransition, 14.0586, taps / 2.0 - 0.25 / (phases << (taps & 1)));
    }
}
