using System.Text;
using System.Text.Json.Nodes;
using Emotion.Audio;
using Emotion.Audio.Features;
using Emotion.Pipeline.Clips;
using Emotion.Pipeline.Messages;
using Emotion.Tests;

namespace Emotion.Pipeline.Tests;

public class ClipFeaturesMessageTests
{
    private const int QueueLimit = 48 * 1024;

    private static readonly ClipVersion Version = new(new ClipId("study", "day 1/a.wav"), "0x8D", new DateTimeOffset(2026, 11, 24, 10, 0, 0, TimeSpan.Zero));

    public static TheoryData<string> FeatureSets => [.. FeatureRecipe.All.Select(recipe => recipe.Id)];

    public static TheoryData<string> LongestNames =>
        [.. ((string[])["a", "漢", "😀", "\"", "\\", "+", "\u2028"]).Select(part => string.Concat(Enumerable.Repeat(part, 1000 / part.Length)))];

    [Theory, MemberData(nameof(FeatureSets))]
    public void A_message_carries_the_features_bit_for_bit(string set)
    {
        var analysed = Analyse(set, WavFile.VoiceClip());
        var read = ClipFeaturesMessage.Parse(ClipFeaturesMessage.For(Version, analysed).ToJson());
        Assert.Equal((4, Version, analysed.Audio, set), (read.Schema, read.Version, read.Audio, read.FeatureSet));
        Assert.Equal([new MessageWindow(analysed.Window.StartSeconds, analysed.Window.DurationSeconds)], read.Windows);
        Assert.Equal(analysed.Window.Vector, read.Window().Vector);
    }

    [Fact]
    public void A_shorter_recording_has_a_smaller_message()
    {
        var voice = WavFile.VoiceClip(1);
        var frames = LogMelSpectrogram.Of(ClipAnalyzer.ReadWindow(new MemoryStream(voice), FeatureRecipe.LogMel64).Samples).Frames;
        var message = ClipFeaturesMessage.For(Version, Analyse(FeatureSet.LogMel64, voice));
        Assert.Equal(frames * LogMelSpectrogram.Bands * 2, message.Features.Length);
        Assert.Equal(FeatureRecipe.LogMel64.Length, message.Window().Vector.Length);
    }

    [Theory, MemberData(nameof(LongestNames))]
    public void The_largest_message_fits_a_queue_with_the_longest_of_names(string path)
    {
        var version = Version with { Clip = new ClipId("corpus", path) };
        var clip = Analyse(FeatureSet.LogMel64, WavFile.VoiceClip(6, 192_000));
        Assert.DoesNotContain(0f, clip.Window.Vector[^64..]); // all frames are there

        var longest = ClipFeaturesMessage.For(version, clip) with { QueuedAt = DateTimeOffset.MaxValue, TraceParent = new string('f', 55) };
        var json = longest.ToJson();
        Assert.InRange(Encoding.UTF8.GetByteCount(json), 32 * 1024, QueueLimit);
        Assert.Equal(version, ClipFeaturesMessage.Parse(json).Version);
    }

    [Theory]
    [InlineData("plain.wav")]
    [InlineData("a \"quoted\" \\ name\u0001\u0085\u007f.wav")]
    [InlineData("ä漢😀\u2028/ ~%2F'.wav")]
    public void Any_name_comes_back(string path)
    {
        var version = Version with { Clip = new ClipId(path, path) };
        Assert.Equal(version, ClipFeaturesMessage.Parse(ClipFeaturesMessage.For(version, Analyse(FeatureSet.Librosa180, WavFile.VoiceClip())).ToJson()).Version);
    }

    [Theory]
    [InlineData("not json", "not a clip's features")]
    [InlineData("{}", "not a clip's features")]
    [InlineData("null", "schema version")]
    public void What_is_no_message_is_refused(string json, string says) => AssertRefused(() => ClipFeaturesMessage.Parse(json), says);

    [Fact]
    public void Another_schema_version_is_refused() =>
        AssertRefused(() => ClipFeaturesMessage.Parse((Message() with { Schema = 5 }).ToJson()), "schema version 5; this pipeline reads versions 1 to 4");

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Messages_of_the_versions_before_are_read_since_an_update_finds_some_in_the_queue(int schema)
    {
        var before = JsonNode.Parse(Message().ToJson())!;
        before["schema"] = schema;
        Assert.Null(before["queuedAt"]);
        var read = ClipFeaturesMessage.Parse(before.ToJsonString()); // with the escapes that those versions wrote
        Assert.Equal(Version, read.Version);
        Assert.Equal(Message().Window().Vector, read.Window().Vector);
    }

    [Theory]
    [InlineData(FeatureSet.Librosa180, 716)]
    [InlineData(FeatureSet.Librosa180, 0)]
    [InlineData(FeatureSet.LogMel64, 32770)]
    [InlineData(FeatureSet.LogMel64, 127)]
    [InlineData("other/1", 720)]
    public void Features_that_are_not_of_their_set_are_refused(string set, int bytes) =>
        AssertRefused(() => (Message() with { FeatureSet = set, Features = new byte[bytes] }).Window(), set);

    [Theory]
    [InlineData("../models/current.json")]
    [InlineData("..\\clips\\study1\\a.wav")]
    [InlineData("")]
    public void A_recording_whose_features_would_lie_elsewhere_is_refused(string blob) => AssertRefused(
        () => ClipFeaturesMessage.Parse((Message() with { Recording = new MessageRecording(blob, 2, 2.5, 1.25) }).ToJson()), $"\"{blob}\"");

    private static ClipFeaturesMessage Message() => ClipFeaturesMessage.For(Version, Analyse(FeatureSet.Librosa180, WavFile.VoiceClip()));

    private static ClipFeatures Analyse(string set, byte[] clip) => ClipAnalyzer.Analyze(new MemoryStream(clip), FeatureRecipe.Of(set));

    private static void AssertRefused(Action read, string says) =>
        Assert.Contains(says, Assert.Throws<InvalidMessageException>(read).Message, StringComparison.Ordinal);
}
