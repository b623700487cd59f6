using Emotion.Training.Measuring;

namespace Emotion.Training.Tests.Measuring;

public class RocTests
{
    /// <summary>The example of scikit-learn's <c>roc_curve</c> and <c>roc_auc_score</c>, which give the same.</summary>
    private static readonly Roc Example = Roc.Of([(0.1, false), (0.4, false), (0.35, true), (0.8, true)]);

    [Fact]
    public void Its_points_and_its_area_are_those_of_scikit_learn()
    {
        Assert.Equal([(0.8, 0.5, 0), (0.4, 0.5, 0.5), (0.35, 1, 0.5), (0.1, 1, 1)], Example.Points.Select(point => (point.Threshold, point.TruePositiveRate, point.FalsePositiveRate)));
        Assert.Equal(0.75, Example.Area, 1e-12);
    }

    [Fact]
    public void Of_thresholds_that_part_equally_well_the_highest_is_best() => Assert.Equal(0.8, Example.BestThreshold);

    [Fact]
    public void Rows_of_the_same_probability_are_on_the_same_side()
    {
        var roc = Roc.Of([(0.5, true), (0.5, false), (0.5, false)]);

        Assert.Equal((1, 1), (Assert.Single(roc.Points).TruePositiveRate, roc.Points[0].FalsePositiveRate));
        Assert.Equal(0.5, roc.Area, 1e-12);
    }

    [Theory]
    [InlineData(0.9, 0, 0)]
    [InlineData(0.8, 0.5, 0)]
    [InlineData(0.36, 0.5, 0.5)]
    [InlineData(0.05, 1, 1)]
    public void A_threshold_takes_what_reaches_it(double threshold, double found, double taken) =>
        Assert.Equal(new RocPoint(threshold, found, taken), Example.At(threshold));

    [Fact]
    public void One_kind_of_row_alone_has_no_curve() => Assert.Throws<ArgumentException>(() => Roc.Of([(0.5, true)]));
}
