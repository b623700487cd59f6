using Emotion.Training.Measuring;

namespace Emotion.Training.Tests.Measuring;

public class CalibrationTests
{
    [Fact]
    public void The_error_is_the_gap_of_each_bin_weighted_by_its_rows()
    {
        // Bin (12/15, 13/15]: mean confidence 0.83, half right: gap 0.33 over 2 of 5 rows. Bin (5/15, 6/15]: 0.36, a third right: 0.36 - 1/3.
        var calibration = Calibration.Of([(0.82, true), (0.84, false), (0.34, true), (0.36, false), (0.38, false)]);

        Assert.Equal(15, calibration.Bins.Count);
        Assert.Equal(2, calibration.Bins[12].Rows);
        Assert.Equal(0.83, calibration.Bins[12].Confidence!.Value, 12);
        Assert.Equal(0.5, calibration.Bins[12].Accuracy!.Value, 12);
        Assert.Equal(2 / 5.0 * 0.33 + 3 / 5.0 * (0.36 - 1 / 3.0), calibration.Error, 12);
    }

    [Fact]
    public void A_model_that_is_right_as_often_as_it_says_has_no_error() =>
        Assert.Equal(0, Calibration.Of([(0.75, true), (0.75, true), (0.75, true), (0.75, false)]).Error, 12);

    [Theory]
    [InlineData(1.0, 14)]
    [InlineData(0.2, 2)] // an upper edge belongs to its bin
    [InlineData(0.2000001, 3)]
    [InlineData(0.0, 0)]
    [InlineData(1.0000001, 14)] // float32 probabilities can sum to a little more than 1
    public void Bins_hold_their_upper_edge(double confidence, int bin) =>
        Assert.Equal(bin, Calibration.Of([(confidence, true)]).Bins.Index().Single(found => found.Item.Rows == 1).Index);
}
