using Emotion.Training.Learning;

namespace Emotion.Training.Tests.Learning;

public class PlateauRuleTests
{
    // Rates after each loss, from Keras's ReduceLROnPlateau(monitor="loss", factor=0.4, patience=2, min_lr=1e-7), min_delta 1e-4.
    [Theory]
    [InlineData(new[] { 2.0, 1.9, 1.8 }, new[] { 1.0, 1.0, 1.0 })] // falls: nothing happens
    [InlineData(new[] { 2.0, 2.0, 2.0 }, new[] { 1.0, 1.0, 0.4 })] // two epochs without gain
    [InlineData(new[] { 2.0, 2.1, 1.9, 2.0, 1.8 }, new[] { 1.0, 1.0, 1.0, 1.0, 1.0 })] // never two in a row
    [InlineData(new[] { 2.0, 1.99995, 1.99991 }, new[] { 1.0, 1.0, 0.4 })] // less than min_delta is no gain
    [InlineData(new[] { 2.0, 1.99995, 1.99985 }, new[] { 1.0, 1.0, 1.0 })] // small steps add up: the best is only moved by a gain
    [InlineData(new[] { 2.0, 2.1, 2.1, 2.1, 2.1 }, new[] { 1.0, 1.0, 0.4, 0.4, 0.16 })] // the count starts again after a cut
    [InlineData(new[] { 2.0, 2.1, 2.1, 1.9, 2.0, 2.0 }, new[] { 1.0, 1.0, 0.4, 0.4, 0.4, 0.16 })] // measured against the best ever
    public void The_rate_falls_to_two_fifths_after_two_epochs_without_gain(double[] losses, double[] rates)
    {
        var rule = new PlateauRule(1);
        foreach (var (loss, rate) in losses.Zip(rates))
        {
            rule.Observe(loss);
            Assert.Equal(rate, rule.LearningRate, 1e-12);
        }
    }

    [Fact]
    public void The_rate_never_falls_below_its_floor()
    {
        var rule = new PlateauRule(1e-3);
        for (var epoch = 0; epoch < 100; epoch++)
            rule.Observe(1);
        Assert.Equal(1e-7, rule.LearningRate);
    }
}
