using Emotion.Training.Measuring;

namespace Emotion.Training.Tests.Measuring;

public class MeanAndDeviationTests
{
    [Fact]
    public void The_deviation_is_that_of_a_sample()
    {
        var figure = MeanAndDeviation.Of([2, 4, 4, 4, 5, 5, 7, 9]);
        Assert.Equal(5, figure.Mean, 12);
        Assert.Equal(Math.Sqrt(32 / 7.0), figure.Deviation!.Value, 12);
    }

    [Fact]
    public void One_value_has_no_deviation() => Assert.Equal(new MeanAndDeviation(0.4, null), MeanAndDeviation.Of([0.4]));
}
