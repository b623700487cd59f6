using System.Collections.Concurrent;

namespace Emotion.Audio.Resampling;

/// <summary>
/// Band-limited, linear-phase conversion between any two integer rates, delay compensated: soxr's HQ, which is librosa's default
/// (<c>librosa.resample(res_type='soxr_hq')</c>).
/// </summary>
public sealed class Resampler
{
    private const int MostCached = 16;

    private static readonly ConcurrentDictionary<(int From, int To), Resampler> Cache = new();

    private readonly SoxrRecipe _recipe;
    private readonly LowPassStage _lowPass;
    private readonly int _fromRate;
    private readonly int _toRate;

    private Resampler(int fromRate, int toRate)
    {
        _fromRate = fromRate;
        _toRate = toRate;
        _recipe = SoxrRecipe.For(fromRate, toRate);
        _lowPass = new LowPassStage(_recipe.LowPass, _recipe.Up, _recipe.Down);
    }

    /// <summary>Converts a whole signal; zeros are assumed beyond both ends.</summary>
    /// <param name="input">Samples at <paramref name="fromRate"/>.</param>
    /// <param name="fromRate">Input rate, in Hz.</param>
    /// <param name="toRate">Output rate, in Hz.</param>
    /// <returns>ceil(input.Length * toRate / fromRate) samples.</returns>
    public static float[] Resample(ReadOnlySpan<float> input, int fromRate, int toRate) =>
        fromRate == toRate ? input.ToArray() : For(fromRate, toRate).Convert(input);

    private static Resampler For(int fromRate, int toRate)
    {
        if (Cache.Count >= MostCached) // a stream of odd rates must not grow memory without bound
            Cache.Clear();
        return Cache.GetOrAdd((fromRate, toRate), static rates => new Resampler(rates.From, rates.To));
    }

    private float[] Convert(ReadOnlySpan<float> input)
    {
        var count = (int)(((long)input.Length * _toRate + _fromRate - 1) / _fromRate);
        if (_recipe.Interpolator is not { } interpolator)
            return _lowPass.Apply(input, count);
        return _recipe.InterpolatesFirst
            ? _lowPass.Apply(interpolator.Apply(input, count * _recipe.Down), count)
            : interpolator.Apply(_lowPass.Apply(input, interpolator.InputFor(count)), count);
    }
}
