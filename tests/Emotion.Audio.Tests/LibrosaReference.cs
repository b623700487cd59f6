namespace Emotion.Audio.Tests;

/// <summary>
/// librosa's mel spectrogram straight from its definition, in float64: a direct DFT per frame, dense filters, one value after the other. Slow and
/// plain, and written apart from what it judges; <see cref="LibrosaReferenceTests"/> hold it against librosa's own numbers.
/// </summary>
internal sealed class LibrosaReference(int frameLength, int hopLength, int bands, double fromHz, double toHz)
{
    private const int SampleRate = 22_050;
    private const double LeastPower = 1e-10;

    private readonly double[] _cos = [.. Enumerable.Range(0, frameLength).Select(n => Math.Cos(2 * Math.PI * n / frameLength))];
    private readonly double[] _sin = [.. Enumerable.Range(0, frameLength).Select(n => Math.Sin(2 * Math.PI * n / frameLength))];

    /// <summary>With librosa's defaults.</summary>
    public static LibrosaReference Defaults { get; } = new(2048, 512, 128, 0, SampleRate / 2.0);

    /// <summary>With the settings of <c>logmel64/1</c>.</summary>
    public static LibrosaReference Speech { get; } = new(512, 256, 64, 50, 7600);

    /// <summary><c>filters.mel</c>, norm='slaney', htk=False: [bands][bins].</summary>
    public double[][] Filters { get; } = MelFilters(frameLength, bands, fromHz, toHz);

    /// <summary><c>util.normalize</c>: to a largest magnitude of 1.</summary>
    public static double[] Normalize(IEnumerable<double> samples)
    {
        var all = samples.ToArray();
        var peak = all.Max(Math.Abs);
        return peak > 0 ? [.. all.Select(sample => sample / peak)] : all;
    }

    /// <summary><c>feature.rms(y=y)</c>: the root of the mean square of 2048 samples around every 512th, zeros beyond both ends.</summary>
    public static double[] Rms(double[] samples) =>
        [.. Enumerable.Range(0, 1 + samples.Length / 512).Select(frame => Math.Sqrt(Frame(samples, frame, 2048, 512).Sum(sample => sample * sample) / 2048))];

    /// <summary><c>effects.trim</c>: from the first frame that lies less than so many dB below the loudest to the last.</summary>
    public static Range Trim(double[] samples, double topDb)
    {
        var power = Rms(samples).Select(rms => 10 * Math.Log10(Math.Max(LeastPower, rms * rms))).ToArray();
        var heard = Enumerable.Range(0, power.Length).Where(frame => power[frame] - power.Max() > -topDb).ToArray();
        return (heard[0] * 512)..Math.Min(samples.Length, (heard[^1] + 1) * 512);
    }

    /// <summary><c>power_to_db</c> with ref=1, amin=1e-10, top_db=80.</summary>
    public static double[][] PowerToDb(double[][] power)
    {
        var decibels = power.Select(frame => frame.Select(value => 10 * Math.Log10(Math.Max(LeastPower, value))).ToArray()).ToArray();
        var least = decibels.Max(frame => frame.Max()) - 80;
        return [.. decibels.Select(frame => frame.Select(value => Math.Max(value, least)).ToArray())];
    }

    /// <summary><c>feature.melspectrogram</c>: the power of every frame in every band.</summary>
    public double[][] Mel(double[] samples) => [.. Enumerable.Range(0, 1 + samples.Length / hopLength).Select(frame => MelOfFrame(samples, frame))];

    /// <summary>One frame of it.</summary>
    public double[] MelOfFrame(double[] samples, int frame)
    {
        var power = PowerOfFrame(samples, frame);
        return [.. Filters.Select(filter => filter.Zip(power, (weight, value) => weight * value).Sum())];
    }

    /// <summary>|stft|^2 of one frame: a periodic Hann window, centred on its sample.</summary>
    public double[] PowerOfFrame(double[] samples, int frame)
    {
        var windowed = Frame(samples, frame, frameLength, hopLength).Select((sample, n) => sample * (0.5 - 0.5 * _cos[n])).ToArray();
        return [.. Enumerable.Range(0, frameLength / 2 + 1).Select(k => PowerAt(windowed, k))];
    }

    private double PowerAt(double[] windowed, int k)
    {
        var (re, im) = (0.0, 0.0);
        for (var n = 0; n < windowed.Length; n++)
        {
            var turn = (int)((long)k * n % windowed.Length);
            re += windowed[n] * _cos[turn];
            im -= windowed[n] * _sin[turn];
        }

        return re * re + im * im;
    }

    private static double[] Frame(double[] samples, int frame, int length, int hop)
    {
        var content = new double[length];
        for (var n = 0; n < length; n++)
        {
            var at = frame * hop - length / 2 + n;
            content[n] = at >= 0 && at < samples.Length ? samples[at] : 0;
        }

        return content;
    }

    private static double[][] MelFilters(int frameLength, int bands, double fromHz, double toHz)
    {
        var hz = Enumerable.Range(0, bands + 2).Select(i => ToHz(ToMel(fromHz) + i * (ToMel(toHz) - ToMel(fromHz)) / (bands + 1))).ToArray();
        return [.. Enumerable.Range(0, bands).Select(band => Enumerable.Range(0, frameLength / 2 + 1).Select(k => Weight(band, (double)k * SampleRate / frameLength)).ToArray())];

        double Weight(int band, double f)
        {
            var rising = (f - hz[band]) / (hz[band + 1] - hz[band]);
            var falling = (hz[band + 2] - f) / (hz[band + 2] - hz[band + 1]);
            return Math.Max(0, Math.Min(rising, falling)) * 2 / (hz[band + 2] - hz[band]);
        }
    }

    /// <summary>Linear to 1 kHz, 15 mel; from there a factor of 6.4 every 27 mel.</summary>
    private static double ToMel(double hz) => hz < 1000 ? 3 * hz / 200 : 15 + 27 * Math.Log(hz / 1000) / Math.Log(6.4);

    private static double ToHz(double mel) => mel < 15 ? 200 * mel / 3 : 1000 * Math.Pow(6.4, (mel - 15) / 27);
}
