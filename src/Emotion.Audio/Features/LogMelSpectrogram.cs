using System.Buffers;
using System.Numerics.Tensors;
using Emotion.Audio.Spectra;

namespace Emotion.Audio.Features;

/// <summary>
/// The course of a recording: 64 mel bands in dB every 11.6 ms, from its first sound to its last. What <see cref="FeatureSet.LogMel64"/> is
/// made of.
/// </summary>
/// <remarks>
/// As librosa has it: <c>util.normalize</c>, <c>effects.trim(top_db=35)</c>, <c>feature.melspectrogram(sr=22050, n_fft=512, hop_length=256,
/// n_mels=64, fmin=50, fmax=7600)</c>, <c>power_to_db</c>. The peak is never trimmed away, so the first two can be done in either order.
/// </remarks>
/// <param name="Decibels">[frames, 64], a frame after the other; nothing lower than 80 dB below the loudest.</param>
/// <param name="Start">Where the first sound is, in samples.</param>
/// <param name="Length">How long it is from there to the end of the last sound, in samples.</param>
public sealed record LogMelSpectrogram(float[] Decibels, int Start, int Length)
{
    /// <summary>Mel bands per frame.</summary>
    public const int Bands = 64;

    /// <summary>Frames in a feature vector: 2.97 s.</summary>
    public const int WindowFrames = 256;

    /// <summary>Samples per frame.</summary>
    public const int FrameLength = 512;

    /// <summary>Samples from a frame to the next.</summary>
    public const int HopLength = 256;

    private const double SilenceDb = 35;
    private const float SmallestDeviation = 0.03f; // dB: what is as even as that is rounding noise

    /// <summary>Number of frames.</summary>
    public int Frames => Decibels.Length / Bands;

    /// <summary>The course of a whole signal.</summary>
    /// <param name="samples">Mono samples at <see cref="FeatureSet.SampleRate"/>, finite, at least one.</param>
    public static LogMelSpectrogram Of(ReadOnlySpan<float> samples)
    {
        var (start, length) = SpeechTrimmer.Trim(samples, SilenceDb).GetOffsetAndLength(samples.Length);
        var sound = ArrayPool<float>.Shared.Rent(length);
        ScaleToFull(samples.Slice(start, length), sound);
        using var spectrogram = Spectrogram.Of(sound.AsSpan(0, length), Stft.Speech);
        ArrayPool<float>.Shared.Return(sound);
        using var mel = new MelSpectrogram(spectrogram, MelFilterBank.Speech);
        mel.PowerToDb();
        var decibels = new float[spectrogram.Frames * Bands];
        for (var frame = 0; frame < spectrogram.Frames; frame++)
        {
            var group = mel.Group(frame / Spectrogram.Lanes);
            for (var band = 0; band < Bands; band++)
                decibels[frame * Bands + band] = group[band][frame % Spectrogram.Lanes];
        }

        return new LogMelSpectrogram(decibels, start, length);
    }

    /// <summary>
    /// The feature vector: the first <see cref="WindowFrames"/> frames, made even by <see cref="Normalise"/> and rounded to half precision, as
    /// which they travel; zeros after a shorter recording.
    /// </summary>
    public float[] ToVector() => VectorOf(Decibels);

    /// <summary>The feature vector of a recording whose frames were kept.</summary>
    /// <param name="decibels">Its <see cref="Decibels"/>.</param>
    public static float[] VectorOf(ReadOnlySpan<float> decibels)
    {
        var vector = new float[WindowFrames * Bands];
        var window = decibels[..Math.Min(decibels.Length, vector.Length)];
        Normalise(window, vector);
        RoundToHalf(vector);
        return vector;
    }

    /// <summary>Takes level and contrast out of a window: its values get mean 0 and standard deviation 1, all bands and frames taken together.</summary>
    /// <param name="decibels">The window.</param>
    /// <param name="normalised">As long, or longer.</param>
    public static void Normalise(ReadOnlySpan<float> decibels, Span<float> normalised)
    {
        var mean = TensorPrimitives.Average(decibels);
        normalised = normalised[..decibels.Length];
        TensorPrimitives.Subtract(decibels, mean, normalised);
        var deviation = MathF.Sqrt(TensorPrimitives.SumOfSquares<float>(normalised) / normalised.Length);
        TensorPrimitives.Divide(normalised, Math.Max(deviation, SmallestDeviation), normalised);
    }

    /// <summary>Moves a number by at most 2^-11 of itself, or 2^-25 where that is more.</summary>
    private static void RoundToHalf(Span<float> values)
    {
        var halves = ArrayPool<Half>.Shared.Rent(values.Length);
        TensorPrimitives.ConvertToHalf(values, halves);
        TensorPrimitives.ConvertToSingle(halves.AsSpan(0, values.Length), values);
        ArrayPool<Half>.Shared.Return(halves);
    }

    /// <summary>Scaled to a largest magnitude of 1, so that quiet recordings are not cut off by the least power that is told apart.</summary>
    private static void ScaleToFull(ReadOnlySpan<float> samples, Span<float> scaled)
    {
        var peak = Math.Abs(TensorPrimitives.MaxMagnitude(samples));
        if (peak > 0)
            TensorPrimitives.Divide(samples, peak, scaled);
        else
            samples.CopyTo(scaled);
    }
}
