using Emotion.Audio.Features;
using Emotion.Tests;

namespace Emotion.Audio.Tests;

public class ClipAnalyzerTests
{
    [Fact]
    public void The_window_starts_at_0_6_s_where_the_clip_is_long_enough()
    {
        var clip = Analyze(WavFile.VoiceClip(3.1));
        Assert.Equal((0.6, 2.5), (clip.Window.StartSeconds, clip.Window.DurationSeconds));
        Assert.Equal(55125, ClipAnalyzer.ReadWindow(new MemoryStream(WavFile.VoiceClip(3.1))).Samples.Length);
    }

    [Fact]
    public void A_clip_that_ends_before_the_window_does_is_read_from_its_start()
    {
        var clip = Analyze(WavFile.VoiceClip(3.0));
        Assert.Equal((0.0, 2.5), (clip.Window.StartSeconds, clip.Window.DurationSeconds));
        Assert.Equal(0.9, Analyze(WavFile.VoiceClip(0.9)).Window.DurationSeconds, 1e-9);
    }

    [Fact]
    public void The_facts_are_the_whole_clips()
    {
        var clip = Analyze(WavFile.Pcm16(WavFile.Voice(12, 8000), 8000, channels: 2));
        Assert.Equal(new AudioFacts(6, 8000, 2), clip.Audio);
    }

    [Fact]
    public void The_vector_is_mfcc_then_chroma_then_mel()
    {
        var clip = WavFile.VoiceClip();
        var features = FeatureExtractor.Extract(ClipAnalyzer.ReadWindow(new MemoryStream(clip)).Samples);
        var vector = Analyze(clip).Window.Vector;
        Assert.Equal(FeatureSet.Length, vector.Length);
        Assert.Equal(features.Mfcc[0], vector[0]);
        Assert.Equal(features.Chroma[0], vector[40]);
        Assert.Equal(features.Mel[0], vector[52]);
    }

    [Fact]
    public void A_stereo_clip_of_two_equal_channels_has_its_monos_features()
    {
        var mono = WavFile.Voice(3.5, 22050);
        var stereo = mono.SelectMany(sample => new[] { sample, sample }).ToArray();
        Assert.Equal(
            Analyze(WavFile.Pcm16(mono, 22050)).Window.Vector,
            Analyze(WavFile.Pcm16(stereo, 22050, channels: 2)).Window.Vector);
    }

    [Theory]
    [InlineData(FeatureSet.Librosa180)]
    [InlineData(FeatureSet.LogMel64)]
    public void Too_short_silent_and_not_finite_clips_are_rejected_for_what_they_are(string set)
    {
        AssertFault(set, AudioFault.TooShort, WavFile.VoiceClip(0.49), "0.49");
        AssertFault(set, AudioFault.TooShort, WavFile.VoiceClip(0), "0 s");
        AssertFault(set, AudioFault.Silent, WavFile.Pcm16(new float[88200], 22050), "digital zero");
        AssertFault(set, AudioFault.Silent, WavFile.Float32([.. Enumerable.Repeat(0.9e-4f, 88200)], 22050), "-81 dBFS");
        var nan = WavFile.Voice(3.5, 22050);
        nan[40000] = float.NaN;
        AssertFault(set, AudioFault.NotFinite, WavFile.Float32(nan, 22050), "NaN");
        nan[40000] = float.NegativeInfinity;
        AssertFault(set, AudioFault.NotFinite, WavFile.Float32(nan, 22050), "infinite");
        AssertFault(set, AudioFault.NotFinite, WavFile.Float32([.. WavFile.Voice(3.5, 22050).Select(x => x * 1e18f)], 22050), "times full scale");
    }

    [Theory]
    [InlineData(16000)]
    [InlineData(22050)]
    [InlineData(48000)]
    public void Log_mel_frames_are_of_the_first_6_seconds(int rate)
    {
        var voice = WavFile.Voice(8, rate);
        var whole = Analyze(WavFile.Float32(voice, rate), FeatureRecipe.LogMel64);
        voice.AsSpan(6 * rate).Fill(0.9f);
        var changed = Analyze(WavFile.Float32(voice, rate), FeatureRecipe.LogMel64);
        Assert.Equal((8, FeatureSet.LogMel64), (whole.Audio.DurationSeconds, whole.FeatureSet));
        Assert.Equal(whole.Window.Vector, changed.Window.Vector);

        voice.AsSpan((6 * rate) - 100, 100).Fill(0.9f);
        Assert.NotEqual(whole.Window.Vector, Analyze(WavFile.Float32(voice, rate), FeatureRecipe.LogMel64).Window.Vector);
    }

    [Fact]
    public void The_window_of_log_mel_frames_is_from_the_first_sound_as_far_as_they_reach()
    {
        float[] late = [.. new float[22050], .. WavFile.Voice(1, 22050), .. new float[22050]];
        var brief = Analyze(WavFile.Float32(late, 22050), FeatureRecipe.LogMel64).Window;
        Assert.InRange(brief.StartSeconds, 1 - 2048.0 / 22050, 1);
        Assert.InRange(brief.DurationSeconds, 0.5, 1.2);

        var course = LogMelSpectrogram.Of(late);
        Assert.Equal(course.Length / 22050.0, brief.DurationSeconds);
        Assert.Equal(course.ToVector(), brief.Vector);
        Assert.Equal(256 * 256 / 22050.0, Analyze(WavFile.VoiceClip(5.5), FeatureRecipe.LogMel64).Window.DurationSeconds);
    }

    [Fact]
    public void A_single_click_is_sound_enough_for_log_mel_frames()
    {
        var click = new float[11025];
        click[8000] = 1;
        var clip = Analyze(WavFile.Float32(click, 22050), FeatureRecipe.LogMel64);
        Assert.InRange(clip.Window.DurationSeconds, 0.02, 0.1);
        Assert.All(clip.Window.Vector, value => Assert.True(float.IsFinite(value)));
    }

    [Fact]
    public void A_feature_set_that_is_not_known_is_named_with_those_that_are()
    {
        Assert.Null(FeatureRecipe.Find("other/1"));
        var e = Assert.Throws<ArgumentException>(() => FeatureRecipe.Of("other/1"));
        Assert.Contains("other/1; known are librosa180/1, logmel64/1", e.Message, StringComparison.Ordinal);
        Assert.All(FeatureRecipe.All, recipe => Assert.Same(recipe, FeatureRecipe.Of(recipe.Id)));
    }

    [Fact]
    public void A_peak_of_minus_80_dbfs_is_loud_enough() =>
        Analyze(WavFile.Float32([.. Enumerable.Range(0, 88200).Select(i => i % 7 == 0 ? 1.001e-4f : 0)], 22050));

    [Fact]
    public void Samples_in_units_of_16_bits_are_loud_and_still_give_numbers() =>
        Assert.All(Analyze(WavFile.Float32([.. WavFile.Voice(3.5, 22050).Select(x => x * 32768)], 22050)).Window.Vector, x => Assert.True(float.IsFinite(x)));

    [Fact]
    public void Rejections_tell_what_the_file_is_where_that_is_known()
    {
        var e = Assert.Throws<InvalidAudioException>(() => Analyze(WavFile.Pcm16(new float[88200], 22050)));
        Assert.Equal(new AudioFacts(4, 22050, 1), e.Facts);
    }

    [Fact]
    public void A_header_that_claims_4_gb_allocates_none_of_it()
    {
        var file = WavFile.VoiceClip();
        BitConverter.GetBytes(4_000_000_000u).CopyTo(file, 40);
        var before = GC.GetAllocatedBytesForCurrentThread();
        Analyze(file);
        Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < 10_000_000);
    }

    private static ClipFeatures Analyze(byte[] file, FeatureRecipe? recipe = null) =>
        ClipAnalyzer.Analyze(new MemoryStream(file), recipe ?? FeatureRecipe.Librosa180);

    private static void AssertFault(string set, AudioFault fault, byte[] file, string says)
    {
        var e = Assert.Throws<InvalidAudioException>(() => Analyze(file, FeatureRecipe.Of(set)));
        Assert.Equal(fault, e.Fault);
        Assert.Contains(says, e.Message, StringComparison.Ordinal);
    }
}
