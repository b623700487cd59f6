using Emotion.Training.Ensembles;

namespace Emotion.Training.Tests.Ensembles;

public class OpinionPoolTests
{
    [Fact]
    public void Pooled_probabilities_are_the_geometric_mean_of_all_scaled_to_1()
    {
        var pooled = OpinionPool.Probabilities(OpinionPool.Logits([[0.9, 0.1], [0.5, 0.5]]), temperature: 1);

        // sqrt(0.9 · 0.5) to sqrt(0.1 · 0.5) is 3 to 1.
        Assert.Equal([0.75, 0.25], pooled, (a, b) => Math.Abs(a - b) < 1e-12);
    }

    [Fact]
    public void A_temperature_above_1_makes_the_pool_less_sure()
    {
        var pooled = OpinionPool.Probabilities(OpinionPool.Logits([[0.9, 0.1]]), temperature: 2);

        Assert.Equal([0.75, 0.25], pooled, (a, b) => Math.Abs(a - b) < 1e-12); // sqrt(9) to 1
    }

    [Fact]
    public void What_one_model_rules_out_the_others_can_still_say()
    {
        var pooled = OpinionPool.Probabilities(OpinionPool.Logits([[0, 1], [1, 0], [1, 0]]), temperature: 1);

        Assert.True(pooled[0] > 0.99, $"{pooled[0]}");
        Assert.All(pooled, probability => Assert.True(double.IsFinite(probability)));
    }
}
