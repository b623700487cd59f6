using Emotion.Training.Learning;
using TorchSharp;
using static TorchSharp.torch;

namespace Emotion.Training.Tests.Learning;

public class TemperatureTests
{
    [Theory]
    [InlineData(0.5)]
    [InlineData(1)]
    [InlineData(3)]
    public void Logits_that_were_blown_up_are_brought_back(double factor)
    {
        // Labels drawn by the probabilities that the logits give are calibrated at temperature 1.
        random.manual_seed(1);
        using var logits = randn(20000, 5) * 2;
        using var targets = multinomial(nn.functional.softmax(logits, 1), 1).squeeze(1);
        using var blownUp = logits * factor;

        Assert.Equal(factor, Temperature.Fit(blownUp, targets), 0.05 * factor);
    }
}
