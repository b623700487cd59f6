using Emotion.Training.Onnx;
using static TorchSharp.torch;

namespace Emotion.Training.Learning;

/// <summary>Scales each feature to mean 0 and standard deviation 1 over the training clips, as scikit-learn's StandardScaler.</summary>
public sealed class Standardizer
{
    private const double MachineEpsilon = 2.220446049250313e-16;

    private readonly float[] _mean;
    private readonly float[] _deviation;

    private Standardizer(float[] mean, float[] deviation)
    {
        _mean = mean;
        _deviation = deviation;
    }

    /// <summary>The mean of each feature.</summary>
    public IReadOnlyList<float> Mean => _mean;

    /// <summary>The population standard deviation of each feature; 1 where the feature never varies.</summary>
    public IReadOnlyList<float> Deviation => _deviation;

    /// <summary>Learns the scale of each feature.</summary>
    /// <param name="rows">At least one vector; all of one length.</param>
    public static Standardizer Fit(IReadOnlyList<float[]> rows)
    {
        var columns = Enumerable.Range(0, rows[0].Length);
        var scales = columns.Select(column => Scale(rows.Select(row => (double)row[column]).ToArray())).ToArray();
        return new Standardizer([.. scales.Select(scale => scale.Mean)], [.. scales.Select(scale => scale.Deviation)]);
    }

    /// <summary>Standardises [N, features].</summary>
    public Tensor Apply(Tensor features)
    {
        using var mean = tensor(_mean);
        using var deviation = tensor(_deviation);
        using var centred = features - mean;
        return centred / deviation;
    }

    /// <summary>Writes the same into a graph.</summary>
    /// <returns>The name of the standardised value.</returns>
    public string WriteTo(GraphBuilder graph, string input)
    {
        var centred = graph.Add("Sub", [input, graph.Constant(_mean)]);
        return graph.Add("Div", [centred, graph.Constant(_deviation)]);
    }

    private static (float Mean, float Deviation) Scale(double[] values)
    {
        var mean = values.Average();
        var variance = values.Average(value => (value - mean) * (value - mean));

        // What rounding alone can leave of a constant feature; scikit-learn draws the same line.
        var rounding = Math.Pow(values.Length * mean * MachineEpsilon, 2);
        return ((float)mean, variance <= rounding ? 1 : (float)Math.Sqrt(variance));
    }
}
