using Emotion.Training.Learning;
using Emotion.Training.Networks;
using Emotion.Training.Onnx;
using TorchSharp;
using static TorchSharp.torch;

namespace Emotion.Training.Tests.Learning;

public class ConvolutionCheckTests
{
    private const int Labels = 8;

    [Theory]
    [InlineData("residual", 1)]
    [InlineData("residual", 64)]
    [InlineData("residual-wide", 64)]
    [InlineData("residual-fine", 64)]
    [InlineData("residual-finer", 64)]
    public void Residual_networks_are_computed_right_here(string network, int batch) => Check(NetworkKind.Of(network), batch);

    [Theory]
    [InlineData("residual")]
    [InlineData("residual-wide")]
    [InlineData("residual-fine")]
    public void Residual_networks_are_computed_right_here_in_bfloat16(string network) => Check(NetworkKind.Of(network), 64, ScalarType.BFloat16);

    [Theory]
    [InlineData(1)]
    [InlineData(64)]
    public void The_network_over_means_is_computed_right_here(int batch) => Check(NetworkKind.Of(Conv1DNetwork.Id), batch);

    [Theory]
    [InlineData(1.1f)]
    [InlineData(float.NaN)]
    public void A_network_that_single_precision_gets_wrong_is_not_trained(float factor)
    {
        var faulty = NetworkKind.Of(DenseNetwork.Id) with
        {
            Build = (features, labels) => new Network("faulty", "", new DenseLayer(features, labels), new FaultyLayer(factor)),
        };

        var error = Assert.Throws<TrainingException>(() => Check(faulty, batch: 4));
        Assert.Contains("ONEDNN_MAX_CPU_ISA=AVX2", error.Message, StringComparison.Ordinal);
    }

    private static void Check(NetworkKind kind, int batch, ScalarType precision = ScalarType.Float32)
    {
        random.manual_seed(5);
        ConvolutionCheck.Run(kind, Labels, batch, CPU, precision);
    }

    /// <summary>Right in float64 alone, as oneDNN's convolutions are on some CPUs.</summary>
    private sealed class FaultyLayer(float factor) : Layer(nameof(FaultyLayer))
    {
        public override Tensor forward(Tensor input) => input.dtype == ScalarType.Float32 ? input * factor : input * 1;

        public override string WriteTo(GraphBuilder graph, string input) => input;
    }
}
