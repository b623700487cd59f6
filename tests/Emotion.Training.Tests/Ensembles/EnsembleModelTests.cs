using Emotion.Inference;
using Emotion.Pipeline.Models;
using Emotion.Training.Ensembles;
using Emotion.Training.Tests.Support;

namespace Emotion.Training.Tests.Ensembles;

public class EnsembleModelTests
{
    private const double Tolerance = 1e-5;
    private const double Rounding = 1e-4;

    private static readonly OpinionPool Alone = OpinionPool.Even(1);
    private static readonly OpinionPool Pool = new([0.4, 0.2]);
    private static readonly ModelBundle First = Bundles.Trained("first", seed: 1);
    private static readonly ModelBundle Second = Bundles.Trained("second", seed: 2);

    [Fact]
    public void One_graph_gives_the_pool_of_what_its_members_say()
    {
        // A member by itself is the network with 16 bits for each weight.
        var rounded = new[] { First, Second }.Select(member => Bundles.Of("rounded", new EnsembleModel([member], Alone))).ToList();
        var ensemble = Bundles.Of("ensemble", new EnsembleModel([First, Second], Pool));

        Assert.All(Enumerable.Range(0, 5), seed =>
        {
            var pool = Pool.Probabilities([.. rounded.Select(member => Score(member, seed))]);
            Assert.Equal(pool, Score(ensemble, seed), (a, b) => Math.Abs(a - b) < Tolerance);
        });
    }

    [Fact]
    public void The_description_says_what_each_member_weighs()
    {
        var description = new EnsembleModel([First, Second], Pool).Description;

        Assert.Contains("(1, weighing 0.67) ", description, StringComparison.Ordinal);
        Assert.Contains("(2, weighing 0.33) ", description, StringComparison.Ordinal);
    }

    [Fact]
    public void Sixteen_bits_a_weight_halve_the_size_and_hardly_move_a_probability()
    {
        var rounded = Bundles.Of("rounded", new EnsembleModel([First], Alone));

        Assert.InRange(rounded.Onnx.Length, 0.5 * First.Onnx.Length, 0.52 * First.Onnx.Length);
        Assert.All(Enumerable.Range(0, 5), seed => Assert.Equal(Score(First, seed), Score(rounded, seed), (a, b) => Math.Abs(a - b) < Rounding));
    }

    [Fact]
    public void Ensembles_can_be_members_too()
    {
        var pair = Bundles.Of("pair", new EnsembleModel([First, Second], OpinionPool.Even(2)));
        var nested = Bundles.Of("nested", new EnsembleModel([pair, pair], OpinionPool.Even(2)));

        Assert.Equal(Score(pair, 3), Score(nested, 3), (a, b) => Math.Abs(a - b) < Tolerance);
    }

    private static double[] Score(ModelBundle bundle, int seed)
    {
        using var scorer = ServedScorer.Load(bundle);
        var probabilities = scorer.Score(Voice.Features(seed)).Probabilities;
        return [.. bundle.Card.Labels.Select(label => probabilities[label])];
    }
}
