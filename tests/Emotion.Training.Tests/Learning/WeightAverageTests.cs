using Emotion.Training.Learning;
using Emotion.Training.Networks;
using static TorchSharp.torch;

namespace Emotion.Training.Tests.Learning;

public class WeightAverageTests
{
    [Fact]
    public void The_average_forgets_where_it_started_and_ends_in_the_middle_of_what_it_saw()
    {
        using var noGradients = no_grad();
        using var network = new Network("one", "", new DenseLayer(1, 1));
        using var average = new Network("one", "", new DenseLayer(1, 1));
        Set(average, 1000);
        for (var step = 1; step <= 4000; step++)
        {
            Set(network, step % 2 == 0 ? 4 : 6);
            WeightAverage.Update(average, network, step);
        }

        Assert.All(average.parameters(), weight => Assert.Equal(5, weight.item<float>(), 0.01f));
    }

    private static void Set(Network network, double value)
    {
        foreach (var parameter in network.parameters())
            parameter.fill_(value);
    }
}
