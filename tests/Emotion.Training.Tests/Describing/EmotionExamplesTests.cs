using Emotion.Training.Corpora;
using Emotion.Training.Describing;
using Emotion.Training.Tests.Support;

namespace Emotion.Training.Tests.Describing;

public class EmotionExamplesTests
{
    [Fact]
    public void One_voice_shows_all_that_it_can_and_others_the_rest()
    {
        Example[] examples = [Examples.Of(1, "sad"), Examples.Of(2, "angry"), Examples.Of(2, "sad"), Examples.Of(2, "sad"), Examples.Of(3, "calm")];

        var chosen = EmotionExamples.Choose(new Dataset([], examples, []));

        Assert.Equal([examples[1], examples[4], examples[2]], chosen);
    }

    [Fact]
    public void Nothing_shows_nothing() => Assert.Empty(EmotionExamples.Choose(new Dataset([], [], [])));
}
