using Emotion.Training.Corpora;
using Emotion.Training.Measuring;
using Emotion.Training.Tests.Support;

namespace Emotion.Training.Tests.Measuring;

public class EvaluationSetTests
{
    [Fact]
    public void The_name_is_the_hash_of_the_sorted_lines() =>
        // printf '01\tcalm\nff\tangry\n' | sha256sum
        Assert.Equal("c19481f33d919e0edadf2e148260542f84ee5d15bad2fc89ee2e334c56f48d15", EvaluationSet.Of([Clip("ff", "angry"), Clip("01", "calm")]));

    [Fact]
    public void The_order_does_not_matter_but_a_label_does()
    {
        var name = EvaluationSet.Of([Clip("01", "calm"), Clip("ff", "angry")]);
        Assert.Equal(name, EvaluationSet.Of([Clip("ff", "angry"), Clip("01", "calm")]));
        Assert.NotEqual(name, EvaluationSet.Of([Clip("ff", "sad"), Clip("01", "calm")]));
    }

    private static Example Clip(string hash, string label) => Examples.Of(1, label) with { Hash = hash };
}
