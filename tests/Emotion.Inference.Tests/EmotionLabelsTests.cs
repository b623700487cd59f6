namespace Emotion.Inference.Tests;

public class EmotionLabelsTests
{
    [Theory]
    [InlineData("fearful", "fear")]
    [InlineData("surprised", "surprise")]
    [InlineData("ANG", "angry")]
    [InlineData("DIS", "disgust")]
    [InlineData("FEA", "fear")]
    [InlineData("HAP", "happy")]
    [InlineData("NEU", "neutral")]
    [InlineData("SAD", "sad")]
    [InlineData(" Calm ", "calm")]
    public void Corpus_spellings_map_onto_the_canonical_labels(string spelling, string label) =>
        Assert.Equal(label, EmotionLabels.Canonical(spelling));

    [Fact]
    public void Unknown_spellings_have_no_label() => Assert.Null(EmotionLabels.Canonical("bored"));

    [Fact]
    public void The_order_is_the_contracts() =>
        Assert.Equal(["angry", "calm", "disgust", "fear", "happy", "neutral", "sad", "surprise"], EmotionLabels.All);
}
