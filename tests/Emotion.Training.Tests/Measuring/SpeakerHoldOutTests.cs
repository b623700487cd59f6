using Emotion.Training.Corpora;
using Emotion.Training.Measuring;
using Emotion.Training.Tests.Support;

namespace Emotion.Training.Tests.Measuring;

public class SpeakerHoldOutTests
{
    private static readonly Example[] Clips = [.. Enumerable.Range(0, 60).Select(i => Examples.Of(1 + i % 20))];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(42)]
    public void No_speaker_is_on_both_sides_and_no_clip_is_lost(int seed)
    {
        var split = SpeakerHoldOut.Choose(Clips, 4, seed);

        Assert.Empty(SpeakersOf(split.Training).Intersect(SpeakersOf(split.Test)));
        Assert.Equal(split.Speakers.ToHashSet(), SpeakersOf(split.Test).ToHashSet());
        Assert.Equal(Clips.Length, split.Training.Count + split.Test.Count);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(42)]
    public void Half_of_the_speakers_are_women(int seed) =>
        Assert.Equal(2, SpeakerHoldOut.Choose(Clips, 4, seed).Speakers.Count(speaker => speaker.Gender == Gender.Female));

    [Fact]
    public void The_seed_picks_the_speakers()
    {
        Assert.Equal(SpeakerHoldOut.Choose(Clips, 4, 1).Speakers, SpeakerHoldOut.Choose([.. Clips.Reverse()], 4, 1).Speakers);
        Assert.NotEqual(SpeakerHoldOut.Choose(Clips, 4, 1).Speakers, SpeakerHoldOut.Choose(Clips, 4, 2).Speakers);
    }

    [Fact]
    public void Somebody_must_be_left_to_train_on()
    {
        var error = Assert.Throws<TrainingException>(() => SpeakerHoldOut.Choose(Clips, 20, 1));
        Assert.Contains("--hold-out", error.Message, StringComparison.Ordinal);
    }

    private static IEnumerable<Speaker> SpeakersOf(IEnumerable<Example> examples) => examples.Select(example => example.Clip.Speaker);
}
