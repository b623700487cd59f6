using System.Text.Json;
using Emotion.Audio.Features;
using Emotion.Audio.Spectra;

namespace Emotion.Audio.Tests;

/// <summary>Every stage on the way to the features against librosa's: a failure here names the stage that is wrong.</summary>
/// <remarks>
/// librosa's arrays are float32, and so are most of ours; both round every intermediate value, in another order. The tolerances are counted
/// in float32's steps (2^-23, 1.2e-7): of the value itself where a stage adds only positive terms or none, else of the frame's largest.
/// </remarks>
public class GoldenIntermediateTests
{
    private const string NoLicensedData = "Set EMOTION_GOLDEN to the folder of golden files to run this on RAVDESS.";

    private const double FloatStep = 1.0 / (1 << 23);

    private const int MelFrame = 10;

    private static readonly int[] SampledFrames = [0, 10, 107];

    public static bool HasLicensedData => GoldenSet.LicensedFolder is not null;

    [Fact(Skip = NoLicensedData, SkipUnless = nameof(HasLicensedData))]
    public void The_samples_are_librosas() => ForEachClip((golden, samples, _) =>
    {
        Assert.Equal(golden.GetProperty("n_samples").GetInt32(), samples.Length);
        AssertClose(Numbers(golden, "signal_first2000"), [.. samples.Take(2000).Select(sample => (double)sample)], _ => 0);
    });

    /// <summary>Both sides transform in float64, so only the rounding of the magnitude itself is left.</summary>
    [Fact(Skip = NoLicensedData, SkipUnless = nameof(HasLicensedData))]
    public void Stft_magnitudes_are_librosas() => ForEachClip((golden, _, spectrogram) =>
    {
        Assert.Equal(golden.GetProperty("n_frames").GetInt32(), spectrogram.Frames);
        foreach (var frame in SampledFrames)
        {
            var expected = Numbers(golden.GetProperty("stft_mag"), $"frame{frame}");
            AssertClose(expected, Frame(spectrogram, frame), value => 3 * FloatStep * value);
        }
    });

    /// <summary>Sums of at most a hundred positive terms.</summary>
    [Fact(Skip = NoLicensedData, SkipUnless = nameof(HasLicensedData))]
    public void Mel_bands_are_librosas() => ForEachClip((golden, _, spectrogram) =>
    {
        using var mel = new MelSpectrogram(spectrogram, MelFilterBank.Librosa);
        AssertClose(Numbers(golden, "mel_frame10"), Frame(mel, MelFrame), value => 8 * FloatStep * value);
    });

    /// <summary>A step of 8 in 2^23 of the power is 4e-6 dB, and the dB of up to 64 round to 4e-6 themselves.</summary>
    [Fact(Skip = NoLicensedData, SkipUnless = nameof(HasLicensedData))]
    public void Mel_decibels_and_their_range_are_librosas() => ForEachClip((golden, _, spectrogram) =>
    {
        using var mel = new MelSpectrogram(spectrogram, MelFilterBank.Librosa);
        mel.PowerToDb();
        AssertClose(Numbers(golden, "mel_db_frame10"), Frame(mel, MelFrame), _ => 1e-5);

        var all = Enumerable.Range(0, spectrogram.Frames).SelectMany(frame => Frame(mel, frame)).ToArray();
        Assert.Equal(golden.GetProperty("mel_db_max").GetDouble(), all.Max(), 1e-5);
        Assert.Equal(golden.GetProperty("mel_db_min").GetDouble(), all.Min(), 1e-5);
    });

    /// <summary>Sums of 128 terms of both signs; relative to the frame's largest coefficient.</summary>
    [Fact(Skip = NoLicensedData, SkipUnless = nameof(HasLicensedData))]
    public void Mfcc_of_every_frame_are_librosas() => ForEachClip((golden, _, spectrogram) =>
    {
        using var mel = new MelSpectrogram(spectrogram, MelFilterBank.Librosa);
        mel.PowerToDb();
        ForEachFrame(golden, "mfcc_by_frame", spectrogram.Frames, (expected, frame) =>
        {
            var coefficients = new double[FeatureSet.MfccCount];
            Mfcc.Dct(Frame(mel, frame), coefficients);
            AssertClose(expected, coefficients, RelativeToLargest(expected, 4 * FloatStep));
        });
    });

    [Fact(Skip = NoLicensedData, SkipUnless = nameof(HasLicensedData))]
    public void Peaks_and_tuning_are_librosas() => ForEachClip((golden, _, spectrogram) =>
    {
        var info = golden.GetProperty("tuning_info");
        using var peaks = new SpectralPeaks(spectrogram);
        Assert.Equal(info.GetProperty("n_peaks").GetInt32(), peaks.Count);

        var heights = peaks.Heights.ToArray();
        var median = Median(heights);
        var expected = info.GetProperty("median_mag").GetDouble();
        Assert.Equal(expected, median, 3 * FloatStep * expected);
        Assert.Equal(info.GetProperty("n_used").GetInt32(), heights.Count(height => height >= median));
        Assert.Equal(info.GetProperty("tuning").GetDouble(), TuningEstimator.Estimate(spectrogram), 1e-9);
    });

    /// <summary>Sums of 1025 positive terms, whose rounding errors grow to sqrt(1025) = 32 steps, over the frame's largest.</summary>
    [Fact(Skip = NoLicensedData, SkipUnless = nameof(HasLicensedData))]
    public void Chroma_of_every_frame_is_librosas() => ForEachClip((golden, _, spectrogram) =>
        VerifyChroma(golden, "chroma_by_frame", spectrogram, golden.GetProperty("tuning_info").GetProperty("tuning").GetDouble()));

    [Fact(Skip = NoLicensedData, SkipUnless = nameof(HasLicensedData))]
    public void Chroma_in_tune_of_every_frame_is_librosas() => ForEachClip((golden, _, spectrogram) =>
        VerifyChroma(golden, "chroma_tuning0_by_frame", spectrogram, 0));

    private static void VerifyChroma(JsonElement golden, string name, Spectrogram spectrogram, double tuning)
    {
        var bank = ChromaFilterBank.For(tuning);
        var chroma = new System.Numerics.Vector<float>[FeatureSet.ChromaCount];
        ForEachFrame(golden, name, spectrogram.Frames, (expected, frame) =>
        {
            bank.Apply(spectrogram.Group(frame / Spectrogram.Lanes), chroma);
            AssertClose(expected, [.. chroma.Select(c => (double)c[frame % Spectrogram.Lanes])], _ => 32 * FloatStep);
        });
    }

    private static void ForEachClip(Action<JsonElement, float[], Spectrogram> verify)
    {
        var folder = GoldenSet.LicensedFolder!;
        foreach (var golden in GoldenSet.LoadElement(folder, "intermediate.json").GetProperty("files").EnumerateArray())
        {
            using var wav = File.OpenRead(Path.Combine(folder, golden.GetProperty("file").GetString()!));
            var samples = AudioLoader.Load(wav);
            using var spectrogram = Spectrogram.Of(samples);
            verify(golden, samples, spectrogram);
        }
    }

    private static void ForEachFrame(JsonElement golden, string name, int frames, Action<double[], int> verify)
    {
        var expected = golden.GetProperty(name).EnumerateArray().Select(Numbers).ToArray();
        Assert.Equal(expected.Length, frames);
        for (var frame = 0; frame < frames; frame++)
            verify(expected[frame], frame);
    }

    private static double[] Frame(Spectrogram spectrogram, int frame) =>
        [.. spectrogram.Group(frame / Spectrogram.Lanes).ToArray().Select(bin => (double)bin[frame % Spectrogram.Lanes])];

    private static double[] Frame(MelSpectrogram mel, int frame) =>
        [.. mel.Group(frame / Spectrogram.Lanes).ToArray().Select(band => (double)band[frame % Spectrogram.Lanes])];

    private static double Median(double[] values)
    {
        var sorted = values.Order().ToArray();
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }

    private static double[] Numbers(JsonElement parent, string name) => Numbers(parent.GetProperty(name));

    private static double[] Numbers(JsonElement array) => [.. array.EnumerateArray().Select(number => number.GetDouble())];

    private static Func<double, double> RelativeToLargest(double[] expected, double tolerance)
    {
        var largest = expected.Max(Math.Abs);
        return _ => tolerance * largest;
    }

    private static void AssertClose(double[] expected, double[] actual, Func<double, double> tolerance)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (var i = 0; i < expected.Length; i++)
            Assert.Equal(expected[i], actual[i], tolerance(expected[i]));
    }
}
