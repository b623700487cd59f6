using Emotion.Training.Networks;
using TorchSharp;
using static TorchSharp.torch;

namespace Emotion.Training.Tests.Networks;

public class Conv1DNetworkTests
{
    [Fact]
    public void It_has_as_many_weights_as_the_tutorials_model_in_Keras()
    {
        using var network = Conv1DNetwork.Create(features: 180, labels: 8);

        // Keras's model.summary(), layer by layer: kernel x channels in x channels out + biases.
        const int Convolutions = (5 * 1 * 256 + 256) + (5 * 256 * 256 + 256) + (5 * 256 * 128 + 128) + (5 * 128 * 64 + 64);
        const int Dense = (12 * 64 * 32 + 32) + (32 * 8 + 8);
        Assert.Equal(Convolutions + Dense, network.parameters().Sum(parameter => parameter.numel()));
    }

    [Fact]
    public void Weights_start_Glorot_uniform_and_biases_zero()
    {
        random.manual_seed(1);
        using var network = Conv1DNetwork.Create(features: 180, labels: 8);

        var weights = network.parameters().Where(parameter => parameter.dim() > 1).ToList();
        Assert.Equal(6, weights.Count);
        Assert.All(weights, weight =>
        {
            var kernel = weight.dim() == 3 ? weight.shape[2] : 1;
            var limit = Math.Sqrt(6.0 / ((weight.shape[0] + weight.shape[1]) * kernel));
            Assert.InRange(weight.abs().max().item<float>(), 0.9 * limit, limit * 1.000001);
            Assert.Equal(limit / Math.Sqrt(3), weight.std().item<float>(), limit * 0.1);
        });
        Assert.All(network.parameters().Where(parameter => parameter.dim() == 1), bias => Assert.Equal(0, bias.abs().max().item<float>()));
    }
}
