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
    [InlineData(8)] // at 10 the loss is lower than where the search begins, and still no end is the best
    public void Logits_that_were_blown_up_are_brought_back(double factor)
    {
        // Labels drawn by the probabilities that the logits give are calibrated at temperature 1.
        random.manual_seed(1);
        using var logits = randn(20000, 5) * 2;
        using var targets = multinomial(nn.functional.softmax(logits, 1), 1).squeeze(1);
        using var blownUp = logits * factor;

        Assert.Equal(factor, Temperature.Fit(blownUp, targets), 0.05 * factor);
    }

    [Theory]
    [InlineData(0, 0.1)] // all are told right: the surer, the better
    [InlineData(1, 10)] // all are told wrong: the less sure, the better
    public void A_few_clips_make_no_model_sure_of_everything_or_of_nothing(long first, double expected)
    {
        using var logits = tensor(new float[] { 0.5f, 0, 0, 0.5f }).reshape(2, 2);
        using var targets = tensor([first, 1 - first]);

        Assert.Equal(expected, Temperature.Fit(logits, targets));
    }
}
