using Emotion.Audio.Features;

namespace Emotion.Audio.Tests;

/// <summary>Our 180 numbers are librosa's.</summary>
public class GoldenFeatureTests
{
    private const string NoLicensedData = "Set EMOTION_GOLDEN to the folder of golden files to run this on RAVDESS.";

    public static bool HasLicensedData => GoldenSet.LicensedFolder is not null;

    public static TheoryData<string> Synthetic => Names("synth.json");

    public static TheoryData<string> Speech => Names("speech_whole.json");

    public static TheoryData<string> RavdessSets => ["ravdess22k.json", "resample.json", "offset.json"];

    [Theory, MemberData(nameof(Synthetic))]
    public void Synthetic_signals_have_librosas_features(string file) =>
        Verify(GoldenSet.Folder, Find("synth.json", file), 0, null);

    [Theory, MemberData(nameof(Speech))]
    public void Whole_speech_files_have_librosas_features(string file) =>
        Verify(GoldenSet.Folder, Find("speech_whole.json", file), 0, null);

    [Theory, MemberData(nameof(Speech))]
    public void A_window_of_speech_has_librosas_features(string file) =>
        Verify(GoldenSet.Folder, Find("speech_window.json", file), AnalysisWindow.OffsetSeconds, AnalysisWindow.DurationSeconds);

    [Theory(Skip = NoLicensedData, SkipUnless = nameof(HasLicensedData)), MemberData(nameof(RavdessSets))]
    public void Ravdess_clips_have_librosas_features(string json)
    {
        foreach (var clip in GoldenSet.Load(GoldenSet.LicensedFolder!, json).Files)
            Verify(GoldenSet.LicensedFolder!, clip, clip.Offset ?? 0, clip.Duration);
    }

    private static TheoryData<string> Names(string json) => [.. GoldenSet.Load(GoldenSet.Folder, json).Files.Select(clip => clip.File)];

    private static GoldenClip Find(string json, string file) => GoldenSet.Load(GoldenSet.Folder, json).Files.Single(clip => clip.File == file);

    private static void Verify(string folder, GoldenClip golden, double offset, double? duration)
    {
        using var wav = File.OpenRead(Path.Combine(folder, golden.File));
        var rate = Wav.WavReader.Open(wav).SampleRate;
        wav.Position = 0;

        var samples = AudioLoader.Load(wav, offset, duration);
        if (golden.NSamples > 0)
            Assert.Equal(golden.NSamples, samples.Length);
        var tolerance = rate == FeatureSet.SampleRate ? Tolerance.SameRate : Tolerance.Resampled;
        tolerance.AssertClose(golden, FeatureExtractor.Extract(samples));
    }
}
