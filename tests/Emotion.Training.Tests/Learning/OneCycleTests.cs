using Emotion.Training.Learning;

namespace Emotion.Training.Tests.Learning;

public class OneCycleTests
{
    [Fact]
    public void The_rate_climbs_to_its_peak_and_falls_to_almost_nothing()
    {
        var rates = Enumerable.Range(0, 1000).Select(new OneCycle(0.01, 1000).At).ToList();

        Assert.Equal(0.0005, rates[0], 1e-9);
        Assert.Equal(150, rates.IndexOf(rates.Max()));
        Assert.Equal(0.01, rates[150], 1e-9);
        Assert.Equal(rates[..150].Order(), rates[..150]);
        Assert.Equal(rates[150..].OrderDescending(), rates[150..]);
        Assert.InRange(rates[^1], 1e-5, 2e-5);
    }
}
