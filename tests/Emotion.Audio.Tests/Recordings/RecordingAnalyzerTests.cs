using Emotion.Audio.Features;
using Emotion.Audio.Recordings;
using Emotion.Tests;

namespace Emotion.Audio.Tests.Recordings;

public class RecordingAnalyzerTests
{
    private const int Rate = 22_050;

    public static TheoryData<string> FeatureSets => [.. FeatureRecipe.All.Select(recipe => recipe.Id)];

    [Theory, MemberData(nameof(FeatureSets))]
    public void What_is_no_longer_than_a_clip_is_described_as_one(string set)
    {
        var recipe = FeatureRecipe.Of(set);
        var file = WavFile.VoiceClip(4);
        var expected = ClipAnalyzer.Analyze(new MemoryStream(file), recipe);
        var actual = Analyze(file, recipe);
        Assert.Equal((false, 1, expected.Audio, set), (actual.IsRecording, actual.Count, actual.Audio, actual.FeatureSet));
        var window = Assert.Single(actual.Windows);
        Assert.Equal(expected.Window.Vector, window.Vector);
        Assert.Equal((expected.Window.StartSeconds, expected.Window.DurationSeconds), (window.StartSeconds, window.DurationSeconds));
    }

    /// <summary>The right side is what GoldenFeatureTests hold to librosa.load(offset, duration).</summary>
    [Theory, InlineData(22_050), InlineData(48_000), InlineData(16_000)]
    public void A_windows_features_are_those_of_librosa_for_its_offset_and_duration(int rate)
    {
        var file = WavFile.VoiceClip(7.3, rate);
        var recording = Analyze(file, FeatureRecipe.Librosa180);
        var windows = recording.Windows.ToList();
        Assert.True(recording.IsRecording);
        Assert.Equal(7.3, recording.Audio.DurationSeconds, 1e-3);
        Assert.Equal(recording.Count, windows.Count);
        Assert.InRange(windows.Count, 4, 5);
        foreach (var window in windows)
        {
            // The start is a whole number of samples; half of one more keeps the truncation from losing it.
            var samples = AudioLoader.Load(new MemoryStream(file), window.StartSeconds + 0.5 / rate, window.DurationSeconds + 0.5 / rate);
            Assert.Equal(FeatureExtractor.Extract(samples).ToVector(), window.Vector);
        }
    }

    [Fact]
    public void Windows_lie_where_there_is_voice_each_a_hop_after_the_one_before()
    {
        var file = WavFile.Pcm16([.. Hiss(3), .. WavFile.Voice(5, Rate), .. Hiss(6), .. WavFile.Voice(1.2, Rate, seed: 3), .. Hiss(4)], Rate);
        var windows = Analyze(file, FeatureRecipe.LogMel64).Windows.ToList();
        var first = windows[0].StartSeconds;
        Assert.InRange(first, 2.9, 3.3);
        Assert.All(windows, window => Assert.Equal(Math.Round((window.StartSeconds - first) / 1.25) * 1.25, window.StartSeconds - first, 1e-4));
        Assert.All(windows, window => Assert.True(window.StartSeconds < 8 || window.StartSeconds is > 11.5 and < 15.2));
        Assert.Contains(windows, window => window.StartSeconds <= 14 && window.StartSeconds + window.DurationSeconds >= 15.2);
    }

    [Fact]
    public void All_voice_lies_in_some_window()
    {
        for (var seed = 0; seed < 20; seed++)
        {
            var random = new Random(seed);
            var samples = new List<float>();
            var voices = new List<(double From, double To)>();
            while (samples.Count < 30 * Rate)
            {
                samples.AddRange(Hiss(random.NextDouble() * 4));
                var from = (double)samples.Count / Rate;
                samples.AddRange(WavFile.Voice(1.2 + random.NextDouble() * 6, Rate, seed));
                voices.Add((from, (double)samples.Count / Rate));
            }

            var windows = Analyze(WavFile.Pcm16([.. samples], Rate), FeatureRecipe.LogMel64).Windows.ToList();
            foreach (var (from, to) in voices)
            {
                for (var moment = from + 0.3; moment < to - 0.6; moment += 0.1)
                    Assert.Contains(windows, window => window.StartSeconds <= moment && moment <= window.StartSeconds + window.DurationSeconds);
            }
        }
    }

    [Fact]
    public void A_short_word_in_a_long_silence_is_heard()
    {
        var file = WavFile.Pcm16([.. Hiss(20), .. WavFile.Voice(0.5, Rate), .. Hiss(20)], Rate);
        var window = Assert.Single(Analyze(file, FeatureRecipe.LogMel64).Windows);
        Assert.InRange(window.StartSeconds, 19.9, 20.3);

        var last = Assert.Single(Analyze(WavFile.Pcm16([.. Hiss(20), .. WavFile.Voice(0.15, Rate)], Rate), FeatureRecipe.LogMel64).Windows);
        Assert.Equal((17.65, 2.5), (last.StartSeconds, last.DurationSeconds), (a, b) => Math.Abs(a.Item1 - b.Item1) + Math.Abs(a.Item2 - b.Item2) < 0.01);
    }

    [Theory, InlineData(0.1), InlineData(0.25), InlineData(0.5)]
    public void A_short_hop_is_kept_to_while_somebody_speaks(double hop)
    {
        var tone = Enumerable.Range(0, 6 * Rate).Select(i => 0.3f * MathF.Sin(0.05f * i)).ToArray();
        var windows = Analyze(new MemoryStream(WavFile.Pcm16(tone, Rate)), FeatureRecipe.Librosa180, new Windowing { HopSeconds = hop }).Windows.ToList();
        Assert.All(windows.Zip(windows.Skip(1)), pair => Assert.Equal(hop, pair.Second.StartSeconds - pair.First.StartSeconds, 1e-3));
        Assert.InRange(windows[^1].StartSeconds + windows[^1].DurationSeconds, 6 - hop, 6);
    }

    [Fact]
    public void Its_length_and_hop_can_be_chosen()
    {
        var file = WavFile.VoiceClip(10);
        var windowing = new Windowing { LongestClipSeconds = 8, WindowSeconds = 4, HopSeconds = 1 };
        var windows = Analyze(new MemoryStream(file), FeatureRecipe.Librosa180, windowing).Windows.ToList();
        Assert.Equal(4, windows[0].DurationSeconds, 1e-3);
        Assert.Equal(1, windows[1].StartSeconds - windows[0].StartSeconds, 1e-3);
        Assert.False(Analyze(new MemoryStream(file), FeatureRecipe.Librosa180, windowing with { LongestClipSeconds = 10 }).IsRecording);
    }

    [Fact]
    public void A_silent_recording_and_one_with_a_number_that_is_none_are_refused()
    {
        Assert.Equal(AudioFault.Silent, Fault(new float[10 * Rate]).Fault);
        var broken = WavFile.Voice(10, Rate);
        broken[9 * Rate] = float.NaN;
        Assert.Equal(AudioFault.NotFinite, Fault(broken).Fault);

        static InvalidAudioException Fault(float[] samples) =>
            Assert.Throws<InvalidAudioException>(() => Analyze(WavFile.Float32(samples, Rate), FeatureRecipe.LogMel64));
    }

    [Fact]
    public void Windows_are_read_one_after_the_other_and_silence_is_passed_over()
    {
        var file = WavFile.Pcm16([.. WavFile.Voice(5, Rate), .. Hiss(60), .. WavFile.Voice(5, Rate)], Rate);
        using var stream = new CountingStream(file);
        var recording = Analyze(stream, FeatureRecipe.Librosa180, Windowing.Default);
        stream.BytesRead = 0;
        Assert.Equal(recording.Count, recording.Windows.Count());
        Assert.InRange(stream.BytesRead, 8 * 2 * Rate, 16 * 2 * Rate);
    }

    private static float[] Hiss(double seconds)
    {
        var random = new Random(7);
        return [.. Enumerable.Range(0, (int)(seconds * Rate)).Select(_ => (float)(0.002 * (random.NextDouble() - 0.5)))];
    }

    private static RecordingFeatures Analyze(byte[] file, FeatureRecipe recipe) => Analyze(new MemoryStream(file), recipe, Windowing.Default);

    private static RecordingFeatures Analyze(Stream file, FeatureRecipe recipe, Windowing windowing) =>
        RecordingAnalyzer.Analyze(file, recipe, windowing, cancel: TestContext.Current.CancellationToken);

    private sealed class CountingStream(byte[] content) : MemoryStream(content)
    {
        public long BytesRead { get; set; }

        public override int Read(Span<byte> buffer)
        {
            var read = base.Read(buffer);
            BytesRead += read;
            return read;
        }
    }
}
