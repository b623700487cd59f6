using System.Collections.Concurrent;

namespace Emotion.Audio.Resampling;

/// <summary>
/// Band-limited, linear-phase conversion between any two integer rates, delay compensated: soxr's HQ, which is librosa's default
/// (<c>librosa.resample(res_type='soxr_hq')</c>). One instance converts one signal, in as many pieces as it comes: how it is cut does not
/// change a bit of the result. Zeros are assumed beyond both ends.
/// </summary>
public sealed class Resampler : IDisposable
{
    private const int MostCached = 16;

    private static readonly ConcurrentDictionary<(int From, int To), Stages> Cache = new();

    private readonly int _fromRate;
    private readonly int _toRate;
    private readonly SampleQueue _output = new();
    private readonly LowPassStage.Pass? _lowPass;
    private readonly Interpolator.Pass? _interpolator;
    private readonly bool _interpolatesFirst;
    private long _written;
    private long _given;
    private bool _isComplete;

    private sealed record Stages(SoxrRecipe Recipe, LowPassStage LowPass);

    /// <summary>Prepares to convert a signal.</summary>
    /// <param name="fromRate">Input rate, in Hz.</param>
    /// <param name="toRate">Output rate, in Hz.</param>
    public Resampler(int fromRate, int toRate)
    {
        (_fromRate, _toRate) = (fromRate, toRate);
        if (fromRate == toRate)
            return;

        if (Cache.Count >= MostCached) // a stream of odd rates must not grow memory without bound
            Cache.Clear();
        var (recipe, lowPass) = Cache.GetOrAdd((fromRate, toRate), static rates =>
        {
            var recipe = SoxrRecipe.For(rates.From, rates.To);
            return new Stages(recipe, new LowPassStage(recipe.LowPass, recipe.Up, recipe.Down));
        });
        _lowPass = new LowPassStage.Pass(lowPass);
        _interpolator = recipe.Interpolator is { } interpolator ? new Interpolator.Pass(interpolator) : null;
        _interpolatesFirst = recipe.InterpolatesFirst;
    }

    /// <summary>Converts a whole signal.</summary>
    /// <param name="input">Samples at <paramref name="fromRate"/>.</param>
    /// <param name="fromRate">Input rate, in Hz.</param>
    /// <param name="toRate">Output rate, in Hz.</param>
    /// <returns>ceil(input.Length * toRate / fromRate) samples.</returns>
    public static float[] Resample(ReadOnlySpan<float> input, int fromRate, int toRate)
    {
        using var resampler = new Resampler(fromRate, toRate);
        resampler.Write(input);
        resampler.Complete();
        var output = new float[resampler.Ready];
        resampler.Read(output);
        return output;
    }

    /// <summary>How many converted samples can be read now.</summary>
    public int Ready => _isComplete ? (int)Math.Min(_output.Count, OutputLength - _given) : _output.Count;

    /// <summary>Takes the next samples of the signal.</summary>
    public void Write(ReadOnlySpan<float> input)
    {
        _written += input.Length;
        if (_lowPass is null)
        {
            input.CopyTo(_output.Append(input.Length));
        }
        else if (_interpolator is null)
        {
            _lowPass.Write(input, _output);
        }
        else if (_interpolatesFirst)
        {
            input.CopyTo(_interpolator.Input.Append(input.Length));
            FilterInterpolated();
        }
        else
        {
            _lowPass.Write(input, _interpolator.Input);
            _interpolator.Read(_output);
        }
    }

    /// <summary>The signal has ended: what is still on its way comes out.</summary>
    public void Complete()
    {
        _isComplete = true;
        var missing = OutputLength - _given - _output.Count;
        if (_lowPass is null || missing <= 0)
            return;
        if (_interpolator is null)
        {
            _lowPass.Complete(_output, OutputLength);
        }
        else if (_interpolatesFirst)
        {
            _interpolator.Input.Append(_interpolator.Reach).Clear();
            FilterInterpolated();
            _lowPass.Complete(_output, OutputLength);
        }
        else
        {
            _lowPass.Complete(_interpolator.Input, _interpolator.InputFor(OutputLength));
            _interpolator.Read(_output);
        }
    }

    /// <summary>Takes converted samples out.</summary>
    /// <returns>How many: fewer than asked where no more are ready.</returns>
    public int Read(Span<float> output)
    {
        var count = Math.Min(Ready, output.Length);
        _output.Samples[..count].CopyTo(output);
        _output.Drop(count);
        _given += count;
        return count;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _lowPass?.Dispose();
        _interpolator?.Dispose();
        _output.Dispose();
    }

    private long OutputLength => (_written * _toRate + _fromRate - 1) / _fromRate;

    private void FilterInterpolated()
    {
        using var between = new SampleQueue();
        _interpolator!.Read(between);
        _lowPass!.Write(between.Samples, _output);
    }
}
