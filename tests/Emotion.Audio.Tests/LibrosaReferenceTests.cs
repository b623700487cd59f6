using System.Text.Json;

namespace Emotion.Audio.Tests;

/// <summary>The yardstick of <see cref="LogMelTests"/>, with librosa's default settings, against what librosa itself gave.</summary>
public class LibrosaReferenceTests
{
    private const string NoLicensedData = "Set EMOTION_GOLDEN to the folder of golden files to run this on RAVDESS.";

    /// <summary>librosa's filters are float32 whatever the samples are: a weight is good to 6e-8 of itself.</summary>
    private const double FloatStep = 1.0 / (1 << 23);

    public static bool HasLicensedData => GoldenSet.LicensedFolder is not null;

    public static TheoryData<string> Synthetic => [.. GoldenSet.Load(GoldenSet.Folder, "synth.json").Files.Select(clip => clip.File)];

    [Fact]
    public void Its_mel_filters_are_librosas()
    {
        var rows = GoldenSet.LoadElement(GoldenSet.Folder, "bases.json").GetProperty("mel_rows").EnumerateArray().ToArray();
        for (var band = 0; band < rows.Length; band++)
        {
            var weights = Numbers(rows[band], "values");
            var first = rows[band].GetProperty("first_bin").GetInt32();
            AssertClose(weights, LibrosaReference.Defaults.Filters[band][first..(first + weights.Length)], 1e-8);
            Assert.Equal(weights.Sum(), LibrosaReference.Defaults.Filters[band].Sum(), 1e-6);
        }
    }

    [Theory, MemberData(nameof(Synthetic))]
    public void Its_mean_mel_power_is_librosas(string file)
    {
        var golden = GoldenSet.Load(GoldenSet.Folder, "synth.json").Files.Single(clip => clip.File == file);
        var frames = LibrosaReference.Defaults.Mel(Samples(Path.Combine(GoldenSet.Folder, file)));
        Assert.Equal(golden.NFrames, frames.Length);
        var means = Enumerable.Range(0, 128).Select(band => frames.Average(frame => frame[band])).ToArray();
        AssertClose(golden.F64.Mel, means, 1e-6 * golden.F64.Mel.Max());
    }

    [Fact(Skip = NoLicensedData, SkipUnless = nameof(HasLicensedData))]
    public void Its_frames_are_librosas() => ForEachClip((golden, samples) =>
    {
        foreach (var frame in (int[])[0, 10, 107])
        {
            var magnitude = Numbers(golden.GetProperty("stft_mag"), $"frame{frame}");
            AssertClose(magnitude, [.. LibrosaReference.Defaults.PowerOfFrame(samples, frame).Select(Math.Sqrt)], 4 * FloatStep * magnitude.Max());
        }

        var mel = Numbers(golden, "mel_frame10");
        AssertClose(mel, LibrosaReference.Defaults.MelOfFrame(samples, 10), 4 * FloatStep * mel.Max());
    });

    /// <summary>What decides where a recording is trimmed.</summary>
    [Fact(Skip = NoLicensedData, SkipUnless = nameof(HasLicensedData))]
    public void Its_loudness_is_librosas() => ForEachClip((golden, samples) =>
    {
        var rms = Numbers(golden, "rms_by_frame");
        AssertClose(rms, LibrosaReference.Rms(samples), 8 * FloatStep * rms.Max());
    });

    [Fact(Skip = NoLicensedData, SkipUnless = nameof(HasLicensedData))]
    public void Its_decibels_are_librosas() => ForEachClip((golden, samples) =>
    {
        var decibels = LibrosaReference.PowerToDb(LibrosaReference.Defaults.Mel(samples));
        AssertClose(Numbers(golden, "mel_db_frame10"), decibels[10], 1e-5);
        Assert.Equal(golden.GetProperty("mel_db_max").GetDouble(), decibels.Max(frame => frame.Max()), 1e-5);
        Assert.Equal(golden.GetProperty("mel_db_min").GetDouble(), decibels.Min(frame => frame.Min()), 1e-5);
    });

    private static void ForEachClip(Action<JsonElement, double[]> verify)
    {
        var folder = GoldenSet.LicensedFolder!;
        foreach (var golden in GoldenSet.LoadElement(folder, "intermediate.json").GetProperty("files").EnumerateArray())
            verify(golden, Samples(Path.Combine(folder, golden.GetProperty("file").GetString()!)));
    }

    private static double[] Samples(string path)
    {
        using var wav = File.OpenRead(path);
        return [.. AudioLoader.Load(wav).Select(sample => (double)sample)];
    }

    private static double[] Numbers(JsonElement parent, string name) => [.. parent.GetProperty(name).EnumerateArray().Select(number => number.GetDouble())];

    private static void AssertClose(double[] expected, double[] actual, double tolerance)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (var i = 0; i < expected.Length; i++)
            Assert.Equal(expected[i], actual[i], tolerance);
    }
}
