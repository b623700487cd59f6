using Emotion.Training.Ensembles;

namespace Emotion.Training.Tests.Ensembles;

public class OpinionPoolTests
{
    [Fact]
    public void Pooled_probabilities_are_the_geometric_mean_of_all_scaled_to_1()
    {
        var pooled = OpinionPool.Even(2).Probabilities([[0.9, 0.1], [0.5, 0.5]]);

        // sqrt(0.9 · 0.5) to sqrt(0.1 · 0.5) is 3 to 1.
        Assert.Equal([0.75, 0.25], pooled, (a, b) => Math.Abs(a - b) < 1e-12);
    }

    [Fact]
    public void A_temperature_above_1_makes_the_pool_less_sure()
    {
        var pooled = new OpinionPool([0.5]);

        Assert.Equal(2, pooled.Temperature);
        Assert.Equal([0.75, 0.25], pooled.Probabilities([[0.9, 0.1]]), (a, b) => Math.Abs(a - b) < 1e-12); // sqrt(9) to 1
    }

    [Fact]
    public void A_model_that_weighs_more_is_heard_more()
    {
        var pooled = new OpinionPool([1, 2]).Probabilities([[0.5, 0.5], [0.75, 0.25]]);

        Assert.Equal([0.9, 0.1], pooled, (a, b) => Math.Abs(a - b) < 1e-12); // 3 to 1, squared
    }

    [Fact]
    public void Uncalibrated_the_shares_stay_and_the_pool_is_as_sure_as_its_models()
    {
        var pool = new OpinionPool([0.6, 0.2]).Uncalibrated;

        Assert.Equal([0.75, 0.25], pool.Weights, (a, b) => Math.Abs(a - b) < 1e-12);
        Assert.Equal(1, pool.Temperature, 12);
    }

    [Fact]
    public void What_one_model_rules_out_the_others_can_still_say()
    {
        var pooled = OpinionPool.Even(3).Probabilities([[0, 1], [1, 0], [1, 0]]);

        Assert.True(pooled[0] > 0.99, $"{pooled[0]}");
        Assert.All(pooled, probability => Assert.True(double.IsFinite(probability)));
    }
}
