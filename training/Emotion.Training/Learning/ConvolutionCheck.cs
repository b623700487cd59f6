using Emotion.Training.Networks;
using TorchSharp;
using static TorchSharp.torch;

namespace Emotion.Training.Learning;

/// <summary>
/// Whether torch computes a network right on this machine. The oneDNN of libtorch 2.10 does not for every shape of convolution: on an AMD Zen 5
/// with AVX-512, 3x3 kernels from 24 to 24 or from 48 to 80 channels gave outputs or gradients that were off by half their size, or NaN, and
/// said nothing. A network learns from such gradients all the same, only badly.
/// </summary>
public static class ConvolutionCheck
{
    // Of the norm. The fault is half of it and more; rounding to float32 is far less, even where it moves a pooled maximum (0.007), and to bfloat16 0.05.
    private const double Tolerance = 0.05;
    private const double BFloat16Tolerance = 0.2;
    private const double Smallest = 1e-4; // of the largest norm of all: what is smaller may be rounding alone

    /// <summary>Compares outputs and gradients with those of the same network in float64, which oneDNN has no part in.</summary>
    /// <param name="kind">The network.</param>
    /// <param name="labels">Number of labels.</param>
    /// <param name="batchSize">Rows per step: kernels are chosen by it.</param>
    /// <param name="device">Where it will be computed.</param>
    /// <param name="precision">What its convolutions will be computed in.</param>
    /// <exception cref="TrainingException">They differ by more than rounding.</exception>
    public static void Run(NetworkKind kind, int labels, int batchSize, Device device, ScalarType precision = ScalarType.Float32)
    {
        using var network = kind.Create(labels);
        using var scope = NewDisposeScope();
        var inputs = randn(batchSize, kind.Features.Recipe.Length);
        var weights = randn(batchSize, labels);
        network.eval(); // without dropout, which would draw other elements each time
        StirUp(network);

        network.ConvolveIn(precision);
        var actual = Results(network, inputs, weights, device, ScalarType.Float32);
        network.ConvolveIn(ScalarType.Float64);
        var expected = Results(network, inputs, weights, CPU, ScalarType.Float64);
        var tolerance = precision == ScalarType.BFloat16 ? BFloat16Tolerance : Tolerance;
        var least = Smallest * expected.Max(Norm);
        if (expected.Zip(actual).All(pair => Norm(pair.First - pair.Second) < tolerance * Math.Max(least, Norm(pair.First))))
            return;
        throw new TrainingException(
            "Torch computes convolutions wrongly on this machine, so what it would learn is not to be trusted. It is a fault of oneDNN on some "
                + "CPUs: set the environment variable ONEDNN_MAX_CPU_ISA=AVX2 and start again, or train on a GPU by --device cuda.");
    }

    /// <summary>Branches that begin at zero would hide what is wrong with the gradients behind them.</summary>
    private static void StirUp(Network network)
    {
        using var noGradients = no_grad();
        foreach (var vector in network.parameters().Where(parameter => parameter.dim() == 1))
            nn.init.uniform_(vector, 0.5, 1.5);
    }

    /// <summary>The logits, and the gradient of each weight.</summary>
    private static List<Tensor> Results(Network network, Tensor inputs, Tensor weights, Device device, ScalarType type)
    {
        network.to(type).to(device);
        network.zero_grad();
        var logits = network.forward(inputs.to(type).to(device));
        (logits * weights.to(type).to(device)).sum().backward();
        return [.. network.parameters().Select(parameter => parameter.grad!).Prepend(logits).Select(tensor => tensor.detach().cpu().to(ScalarType.Float64).clone())];
    }

    /// <summary>The Euclidean norm; NaN where there is no number, which is less than nothing.</summary>
    private static double Norm(Tensor tensor) => tensor.norm().item<double>();
}
