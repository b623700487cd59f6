using System.Numerics.Tensors;
using Emotion.Audio.Features;
using Emotion.Audio.Spectra;

namespace Emotion.Audio.Recordings;

/// <summary>
/// A clip of any length in so many columns that a picture can show them: its waveform, and its mel bands. Of its samples, a fortieth is held at a time.
/// </summary>
/// <param name="Seconds">Length of the clip.</param>
/// <param name="Lowest">[columns], the lowest sample of each; full scale is 1.</param>
/// <param name="Highest">[columns], the highest sample of each.</param>
/// <param name="Decibels">[64, columns], the mean power of each band of <see cref="LogMelSpectrogram"/>, in dB: 0 at the loudest, nothing lower than -80.</param>
public sealed record SoundOverview(double Seconds, float[] Lowest, float[] Highest, double[,] Decibels)
{
    private const int MostColumns = 1200;
    private const int ColumnsAtOnce = 32;
    private const double Floor = -80;

    /// <summary>Goes through a clip once.</summary>
    /// <param name="audio">As for <see cref="ClipAnalyzer.Analyze"/>.</param>
    /// <param name="seconds">Its length.</param>
    public static SoundOverview Of(Stream audio, double seconds)
    {
        var frames = (int)Math.Ceiling(seconds * FeatureSet.SampleRate / LogMelSpectrogram.HopLength);
        var perColumn = Math.Max(1, (frames + MostColumns - 1) / MostColumns);
        var samplesPerColumn = perColumn * LogMelSpectrogram.HopLength;
        var (lowest, highest, powers) = (new List<float>(), new List<float>(), new List<double[]>());

        // A short clip is one block: at the borders of blocks the frames look at zeros.
        var block = perColumn == 1 ? MostColumns : ColumnsAtOnce;
        foreach (var samples in AudioLoader.LoadBlocks(audio, block * samplesPerColumn))
        {
            foreach (var column in samples.Chunk(samplesPerColumn))
            {
                lowest.Add(TensorPrimitives.Min<float>(column));
                highest.Add(TensorPrimitives.Max<float>(column));
            }

            powers.AddRange(PowersOf(samples, perColumn));
        }

        return new SoundOverview(seconds, [.. lowest], [.. highest], ToDecibels(powers));
    }

    /// <summary>Where a frequency lies among the rows of <see cref="Decibels"/>, which rise.</summary>
    public static double BandAt(double hz) => MelFilterBank.Speech.BandAt(hz);

    /// <summary>A column's mean power in each band.</summary>
    private static IEnumerable<double[]> PowersOf(float[] samples, int perColumn)
    {
        using var spectrogram = Spectrogram.Of(samples, Stft.Speech);
        using var mel = new MelSpectrogram(spectrogram, MelFilterBank.Speech);
        var columns = new List<double[]>();
        var frames = (samples.Length + LogMelSpectrogram.HopLength - 1) / LogMelSpectrogram.HopLength; // one more is that of the next block
        for (var first = 0; first < frames; first += perColumn)
        {
            var column = new double[LogMelSpectrogram.Bands];
            var count = Math.Min(perColumn, frames - first);
            for (var frame = first; frame < first + count; frame++)
            {
                var group = mel.Group(frame / Spectrogram.Lanes);
                for (var band = 0; band < column.Length; band++)
                    column[band] += group[band][frame % Spectrogram.Lanes] / count;
            }

            columns.Add(column);
        }

        return columns;
    }

    private static double[,] ToDecibels(List<double[]> powers)
    {
        var loudest = Math.Max(double.Epsilon, powers.Max(column => column.Max()));
        var decibels = new double[LogMelSpectrogram.Bands, powers.Count];
        for (var column = 0; column < powers.Count; column++)
        {
            for (var band = 0; band < LogMelSpectrogram.Bands; band++)
                decibels[band, column] = Math.Max(Floor, 10 * Math.Log10(powers[column][band] / loudest));
        }

        return decibels;
    }
}
