using Emotion.Training.Onnx;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Emotion.Training.Networks;

/// <summary>
/// Attentive statistics pooling (Okabe et al. 2018): the mean and the standard deviation over time of each of the D = C · F values of a
/// frame, every moment weighted by how much it tells. [N, C, T, F] to [N, 2 · D].
/// </summary>
public sealed class AttentiveStatisticsLayer : Layer
{
    private const int Hidden = 64;
    private const double LeastVariance = 1e-4;

    private readonly Linear _score;
    private readonly Linear _weight;

    /// <summary>A layer with fresh weights.</summary>
    /// <param name="width">D, the values of a frame.</param>
    public AttentiveStatisticsLayer(int width) : base(nameof(AttentiveStatisticsLayer))
    {
        _score = nn.Linear(width, Hidden);
        _weight = nn.Linear(Hidden, width);
        RegisterComponents();
    }

    /// <summary>a = softmax over time of W tanh(V h + b) + c; mean = sum of a · h; deviation = sqrt(sum of a · h² - mean²).</summary>
    public override Tensor forward(Tensor input)
    {
        var frames = input.permute(0, 2, 1, 3).flatten(2);
        var attention = nn.functional.softmax(_weight.forward(_score.forward(frames).tanh()), 1);
        var weighted = attention * frames;
        var mean = weighted.sum(1);
        var variance = (weighted * frames).sum(1) - mean * mean;
        return cat([mean, variance.clamp(min: LeastVariance).sqrt()], 1);
    }

    /// <inheritdoc/>
    public override string WriteTo(GraphBuilder graph, string input)
    {
        var frames = graph.Add("Reshape", [graph.Add("Transpose", [input], ("perm", [0, 2, 1, 3])), graph.Constant([0L, 0, -1])]);
        var scores = Write(graph, _weight, graph.Add("Tanh", [Write(graph, _score, frames)]));
        var weighted = graph.Add("Mul", [graph.AddAlong("Softmax", [scores], 1), frames]);
        var mean = SumOverTime(graph, weighted);
        var squares = SumOverTime(graph, graph.Add("Mul", [weighted, frames]));
        var variance = graph.Add("Sub", [squares, graph.Add("Mul", [mean, mean])]);
        var deviation = graph.Add("Sqrt", [graph.Add("Max", [variance, graph.Constant([(float)LeastVariance])])]);
        return graph.Add("Flatten", [graph.AddAlong("Concat", [mean, deviation], 2)]);
    }

    /// <summary>[N, T, D] to [N, 1, D].</summary>
    private static string SumOverTime(GraphBuilder graph, string value) => graph.Add("ReduceSum", [value, graph.Constant([1L])]);

    /// <summary>Gemm takes matrices alone; a frame's values are the last of three dimensions.</summary>
    private static string Write(GraphBuilder graph, Linear linear, string input)
    {
        using var weight = linear.weight.t();
        return graph.Add("Add", [graph.Add("MatMul", [input, graph.Constant(weight)]), graph.Constant(linear.bias!)]);
    }
}
