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
        _weight = nn.Linear(Hidden, width, hasBias: false); // softmax would not see it
        RegisterComponents();
    }

    /// <summary>a = softmax over time of W tanh(V h + b); mean = sum of a · h; deviation = sqrt(sum of a · (h - mean)²).</summary>
    public override Tensor forward(Tensor input)
    {
        var frames = input.to(_score.weight.dtype).permute(0, 2, 1, 3).flatten(2);
        var attention = nn.functional.softmax(_weight.forward(_score.forward(frames).tanh()), 1);
        var mean = (attention * frames).sum(1, keepdim: true);
        var variance = (attention * (frames - mean).square()).sum(1, keepdim: true);
        return cat([mean, variance.clamp(min: LeastVariance).sqrt()], 2).flatten(1);
    }

    /// <summary>Time is the last axis in a graph (<see cref="SpectrogramLayer.WriteTo"/>): [N, C, F, T] becomes [N, D, T], a column for each frame.</summary>
    public override string WriteTo(GraphBuilder graph, string input)
    {
        using var bias = _score.bias!.unsqueeze(1);
        var frames = graph.Add("Reshape", [input, graph.Constant([0L, _score.weight.shape[1], -1])]);
        var hidden = graph.Add("Tanh", [graph.Add("Add", [graph.Add("MatMul", [graph.Constant(_score.weight), frames]), graph.Constant(bias)])]);
        var attention = graph.AddAlong("Softmax", [graph.Add("MatMul", [graph.Constant(_weight.weight), hidden])], 2);
        var mean = SumOverTime(graph, graph.Add("Mul", [attention, frames]));
        var difference = graph.Add("Sub", [frames, mean]);
        var variance = SumOverTime(graph, graph.Add("Mul", [attention, graph.Add("Mul", [difference, difference])]));
        var deviation = graph.Add("Sqrt", [graph.Add("Max", [variance, graph.Constant([(float)LeastVariance])])]);
        return graph.Add("Flatten", [graph.AddAlong("Concat", [mean, deviation], 1)]);
    }

    /// <summary>[N, D, T] to [N, D, 1].</summary>
    private static string SumOverTime(GraphBuilder graph, string value) => graph.Add("ReduceSum", [value, graph.Constant([2L])]);
}
