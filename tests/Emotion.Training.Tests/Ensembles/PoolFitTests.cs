using Emotion.Training.Ensembles;
using MathNet.Numerics.Distributions;

namespace Emotion.Training.Tests.Ensembles;

public class PoolFitTests
{
    private const int Clips = 20000;
    private const int Labels = 5;

    [Theory]
    [InlineData(0.5)]
    [InlineData(1)]
    [InlineData(3)]
    public void One_model_is_made_as_sure_as_it_may_be(double temperature)
    {
        // Labels drawn by what the calibrated model says; the model itself is surer of it, or less sure.
        var calibrated = new OpinionPool([1 / temperature]);

        var fitted = PoolFit.Of(Drawn(calibrated));

        Assert.Equal(temperature, fitted.Temperature, 0.05 * temperature);
    }

    [Fact]
    public void Each_of_several_models_is_trusted_as_it_deserves()
    {
        var fitted = PoolFit.Of(Drawn(new OpinionPool([0.7, 0.4, 0.1])));

        Assert.Equal([0.7, 0.4, 0.1], fitted.Weights, (expected, actual) => Math.Abs(expected - actual) < 0.03);
    }

    [Fact]
    public void A_model_that_only_misleads_keeps_next_to_no_weight()
    {
        var drawn = Drawn(new OpinionPool([1]));

        var fitted = PoolFit.Of([.. drawn.Select(clip => clip with { Opinions = [clip.Opinions[0], [.. clip.Opinions[0].Reverse()]] })]);

        Assert.InRange(fitted.Weights[0], 0.9, 1.1);
        Assert.Equal(0.05, fitted.Weights[1], 0.01); // the least that there is
    }

    [Theory]
    [InlineData(0, 0.1)] // all are told right: the surer, the better
    [InlineData(1, 10)] // all are told wrong: the less sure, the better
    public void A_few_clips_make_no_model_sure_of_everything_or_of_nothing(int first, double temperature)
    {
        var fitted = PoolFit.Of([new JudgedClip([[0.6, 0.4]], first), new JudgedClip([[0.4, 0.6]], 1 - first)]);

        Assert.Equal(temperature, fitted.Temperature, 6);
    }

    /// <summary>Clips of which some models say something at random, with labels as often as a pool of them says.</summary>
    private static List<JudgedClip> Drawn(OpinionPool pool)
    {
        var random = new Random(1);
        return [.. Enumerable.Range(0, Clips).Select(_ =>
        {
            var opinions = pool.Weights.Select(_ => Opinion(random)).ToList();
            return new JudgedClip(opinions, Categorical.Sample(random, pool.Probabilities(opinions)));
        })];
    }

    private static double[] Opinion(Random random)
    {
        var weights = Enumerable.Range(0, Labels).Select(_ => Math.Exp(2 * Normal.Sample(random, 0, 1))).ToArray();
        return [.. weights.Select(weight => weight / weights.Sum())];
    }
}
