using Emotion.Audio.Features;

namespace Emotion.Audio.Tests;

/// <summary>Our log-mel frames are those of the definition, computed the long way round by <see cref="LibrosaReference"/>.</summary>
public class LogMelTests
{
    private const string NoLicensedData = "Set EMOTION_GOLDEN to the folder of golden files to run this on RAVDESS.";

    /// <summary>In dB; librosa's own float32 and float64 lie as far apart.</summary>
    private const double Tolerance = 1e-3;

    public static bool HasLicensedData => GoldenSet.LicensedFolder is not null;

    public static TheoryData<string> Golden =>
        [.. ((string[])["synth.json", "speech_whole.json"]).SelectMany(json => GoldenSet.Load(GoldenSet.Folder, json).Files).Select(clip => clip.File)];

    [Theory, MemberData(nameof(Golden))]
    public void Golden_files_have_the_references_frames(string file) => Verify(Path.Combine(GoldenSet.Folder, file));

    [Fact(Skip = NoLicensedData, SkipUnless = nameof(HasLicensedData))]
    public void Ravdess_clips_have_the_references_frames()
    {
        foreach (var clip in GoldenSet.Load(GoldenSet.LicensedFolder!, "ravdess22k.json").Files)
            Verify(Path.Combine(GoldenSet.LicensedFolder!, clip.File));
    }

    private static void Verify(string path)
    {
        using var wav = File.OpenRead(path);
        var samples = AudioLoader.Load(wav, durationSeconds: FeatureRecipe.LogMel64.DurationSeconds);
        var ours = LogMelSpectrogram.Of(samples);

        var normalized = LibrosaReference.Normalize(samples.Select(sample => (double)sample));
        var sound = LibrosaReference.Trim(normalized, topDb: 35);
        Assert.Equal(sound.GetOffsetAndLength(samples.Length), (ours.Start, ours.Length));

        var expected = LibrosaReference.PowerToDb(LibrosaReference.Speech.Mel(normalized[sound])).SelectMany(frame => frame).ToArray();
        Assert.Equal(expected.Length, ours.Decibels.Length);
        for (var i = 0; i < expected.Length; i++)
            Assert.Equal(expected[i], ours.Decibels[i], Tolerance);
        VerifyVector(expected, ours.ToVector());
    }

    /// <summary>Mean 0, standard deviation 1 (numpy's: over n), at least 0.03 dB to divide by; then rounded to half precision.</summary>
    private static void VerifyVector(double[] decibels, float[] vector)
    {
        var window = decibels.Take(256 * 64).ToArray();
        var mean = window.Average();
        var deviation = Math.Max(Math.Sqrt(window.Average(value => (value - mean) * (value - mean))), 0.03);
        Assert.Equal(256 * 64, vector.Length);
        for (var i = 0; i < vector.Length; i++)
        {
            var expected = i < window.Length ? (window[i] - mean) / deviation : 0;
            Assert.Equal(expected, vector[i], Math.ScaleB(Math.Abs(expected), -11) + 2 * Tolerance / deviation);
        }
    }
}
