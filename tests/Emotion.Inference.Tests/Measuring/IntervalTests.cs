using Emotion.Inference.Measuring;

namespace Emotion.Inference.Tests.Measuring;

public class IntervalTests
{
    // Wilson's formula worked out apart from this code; where nothing is right it comes to z² / (n + z²).
    [Theory]
    [InlineData(8, 10, 0.49016, 0.94332)]
    [InlineData(0, 10, 0, 0.27753)]
    [InlineData(10, 10, 0.72247, 1)]
    [InlineData(107, 240, 0.38429, 0.50908)]
    public void Wilsons_interval_is_the_textbooks(int right, int all, double low, double high)
    {
        var interval = Interval.Wilson(right, all);
        Assert.Equal(low, interval.Low, 5e-6);
        Assert.Equal(high, interval.High, 5e-6);
    }
}
