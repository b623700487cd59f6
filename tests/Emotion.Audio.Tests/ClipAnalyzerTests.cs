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
        Assert.Equal(1 + 55125 / 512, clip.Window.Features.Frames);
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
        var features = Analyze(WavFile.VoiceClip()).Window.Features;
        var vector = features.ToVector();
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
            Analyze(WavFile.Pcm16(mono, 22050)).Window.Features.ToVector(),
            Analyze(WavFile.Pcm16(stereo, 22050, channels: 2)).Window.Features.ToVector());
    }

    [Fact]
    public void Too_short_silent_and_not_finite_clips_are_rejected_for_what_they_are()
    {
        AssertFault(AudioFault.TooShort, WavFile.VoiceClip(0.49), "0.49");
        AssertFault(AudioFault.TooShort, WavFile.VoiceClip(0), "0 s");
        AssertFault(AudioFault.Silent, WavFile.Pcm16(new float[88200], 22050), "digital zero");
        AssertFault(AudioFault.Silent, WavFile.Float32([.. Enumerable.Repeat(0.9e-4f, 88200)], 22050), "-81 dBFS");
        var nan = WavFile.Voice(3.5, 22050);
        nan[40000] = float.NaN;
        AssertFault(AudioFault.NotFinite, WavFile.Float32(nan, 22050), "NaN");
        nan[40000] = float.NegativeInfinity;
        AssertFault(AudioFault.NotFinite, WavFile.Float32(nan, 22050), "infinite");
        AssertFault(AudioFault.NotFinite, WavFile.Float32([.. WavFile.Voice(3.5, 22050).Select(x => x * 1e18f)], 22050), "times full scale");
    }

    [Fact]
    public void A_peak_of_minus_80_dbfs_is_loud_enough() =>
        Analyze(WavFile.Float32([.. Enumerable.Range(0, 88200).Select(i => i % 7 == 0 ? 1.001e-4f : 0)], 22050));

    [Fact]
    public void Samples_in_units_of_16_bits_are_loud_and_still_give_numbers() =>
        Assert.All(Analyze(WavFile.Float32([.. WavFile.Voice(3.5, 22050).Select(x => x * 32768)], 22050)).Window.Features.ToVector(), x => Assert.True(float.IsFinite(x)));

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

    private static ClipFeatures Analyze(byte[] file) => ClipAnalyzer.Analyze(new MemoryStream(file));

    private static void AssertFault(AudioFault fault, byte[] file, string says)
    {
        var e = Assert.Throws<InvalidAudioException>(() => Analyze(file));
        Assert.Equal(fault, e.Fault);
        Assert.Contains(says, e.Message, StringComparison.Ordinal);
    }
}
