using System.Buffers;
using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using Emotion.Audio.Spectra;

namespace Emotion.Audio.Features;

/// <summary>Mel bands of every frame, in the groups of a <see cref="Spectrogram"/>: first as power, then, in place, as dB.</summary>
internal sealed class MelSpectrogram : IDisposable
{
    private const float LeastPower = 1e-10f;
    private const float RangeDb = 80;

    private readonly Spectrogram _spectrogram;
    private readonly int _bands;
    private readonly float[] _values;

    public MelSpectrogram(Spectrogram spectrogram, MelFilterBank bank)
    {
        _spectrogram = spectrogram;
        _bands = bank.Bands.Length;
        _values = ArrayPool<float>.Shared.Rent(Length);
        for (var group = 0; group < spectrogram.Groups; group++)
            bank.Apply(spectrogram.Group(group), Group(group));
    }

    private int Length => _spectrogram.Groups * _bands * Spectrogram.Lanes;

    private Span<float> Values => _values.AsSpan(0, Length);

    /// <summary>The bands of a group's frames.</summary>
    public Span<Vector<float>> Group(int group) =>
        MemoryMarshal.Cast<float, Vector<float>>(Values).Slice(group * _bands, _bands);

    /// <summary>
    /// 10 log10(max(1e-10, power)), then nothing lower than 80 dB below the loudest value of the whole window
    /// (<c>librosa.power_to_db</c> with its defaults).
    /// </summary>
    public void PowerToDb()
    {
        TensorPrimitives.Max(Values, LeastPower, Values);
        TensorPrimitives.Log10(Values, Values);
        TensorPrimitives.Multiply(Values, 10, Values);
        TensorPrimitives.Max(Values, TensorPrimitives.Max<float>(Values) - RangeDb, Values); // spare lanes are silent: never the loudest
    }

    /// <summary>The mean over frames of each band.</summary>
    public void Mean(Span<double> mean)
    {
        Span<Vector<float>> sum = stackalloc Vector<float>[_bands];
        sum.Clear();
        for (var group = 0; group < _spectrogram.Groups; group++)
        {
            var bands = Group(group);
            var isFrame = _spectrogram.IsFrame(group);
            for (var band = 0; band < sum.Length; band++)
                sum[band] = Vector.MultiplyAddEstimate(bands[band], isFrame, sum[band]);
        }

        for (var band = 0; band < mean.Length; band++)
            mean[band] = (double)Vector.Sum(sum[band]) / _spectrogram.Frames;
    }

    /// <inheritdoc/>
    public void Dispose() => ArrayPool<float>.Shared.Return(_values);
}
