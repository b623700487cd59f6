using Emotion.Training.Ensembles;
using Emotion.Training.Tests.Support;

namespace Emotion.Training.Tests.Ensembles;

public class EnsembleCheckTests
{
    private static readonly OpinionPool Pool = new([0.4, 0.3]);

    [Fact]
    public void A_graph_is_as_good_as_its_members()
    {
        var members = new[] { Bundles.Trained("first", seed: 1), Bundles.Trained("second", seed: 2) };
        var ensemble = Bundles.Of("ensemble", new EnsembleModel(members, Pool));

        var check = EnsembleCheck.Run(ensemble, members, Pool, Examples.Set(5).Training);

        Assert.Equal(5, check.Clips);
        Assert.InRange(check.LargestDifference, 0, 1e-4);
    }

    [Fact]
    public void A_graph_of_other_members_is_not_taken_for_theirs()
    {
        var (first, second) = (Bundles.Trained("first", seed: 1), Bundles.Trained("second", seed: 2));
        var ensemble = Bundles.Of("ensemble", new EnsembleModel([first, first], Pool));

        var error = Assert.Throws<TrainingException>(() => EnsembleCheck.Run(ensemble, [second, second], Pool, Examples.Set(5).Training));
        Assert.Contains("16 bits a weight are too few", error.Message, StringComparison.Ordinal);
    }
}
