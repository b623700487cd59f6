using System.Text;
using System.Text.Json.Nodes;
using Emotion.Audio;
using Emotion.Pipeline.Clips;
using Emotion.Pipeline.Messages;
using Emotion.Tests;

namespace Emotion.Pipeline.Tests;

public class ClipFeaturesMessageTests
{
    private const int QueueLimit = 48 * 1024;

    private static readonly ClipVersion Version = new(new ClipId("study", "day 1/a.wav"), "0x8D", new DateTimeOffset(2026, 11, 24, 10, 0, 0, TimeSpan.Zero));
    private static readonly ClipFeatures Analysed = ClipAnalyzer.Analyze(new MemoryStream(WavFile.VoiceClip()));

    [Fact]
    public void A_message_carries_the_features_bit_for_bit()
    {
        var read = ClipFeaturesMessage.Parse(ClipFeaturesMessage.For(Version, Analysed).ToJson());
        Assert.Equal(Version, read.Version);
        Assert.Equal(Analysed.Audio, read.Audio);
        Assert.Equal("librosa180/1", read.FeatureSet);
        Assert.Equal([new MessageWindow(0.6, 2.5)], read.Windows);
        Assert.Equal(Analysed.Window.Features.ToVector(), read.Vector());
    }

    [Fact]
    public void A_message_fits_a_queue_with_the_longest_of_names()
    {
        var version = Version with { Clip = new ClipId(new string('漢', 300), new string('漢', 723)) };
        Assert.InRange(Encoding.UTF8.GetByteCount(ClipFeaturesMessage.For(version, Analysed).ToJson()), 1, QueueLimit);
    }

    [Theory]
    [InlineData("not json", "not a clip's features")]
    [InlineData("{}", "not a clip's features")]
    [InlineData("null", "schema version")]
    public void What_is_no_message_is_refused(string json, string says) => AssertRefused(json, says);

    [Fact]
    public void Another_schema_version_is_refused() =>
        AssertRefused((ClipFeaturesMessage.For(Version, Analysed) with { Schema = 3 }).ToJson(), "schema version 3");

    [Fact]
    public void A_message_of_the_version_before_is_read_since_an_update_finds_some_in_the_queue()
    {
        var before = JsonNode.Parse(ClipFeaturesMessage.For(Version, Analysed).ToJson())!;
        before["schema"] = 1;
        Assert.Null(before["queuedAt"]);
        Assert.Equal(Version, ClipFeaturesMessage.Parse(before.ToJsonString()).Version);
    }

    private static void AssertRefused(string json, string says) =>
        Assert.Contains(says, Assert.Throws<InvalidMessageException>(() => ClipFeaturesMessage.Parse(json)).Message, StringComparison.Ordinal);
}
