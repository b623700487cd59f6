namespace Emotion.Training.Networks;

/// <summary>The network that the tutorial's text describes (its code builds <see cref="Conv1DNetwork"/>): two dense layers with ReLU.</summary>
public static class DenseNetwork
{
    /// <summary>Goes into version names.</summary>
    public const string Id = "dense";

    private static readonly int[] Widths = [128, 64];

    /// <summary>A network with fresh weights, drawn from torch's generator.</summary>
    /// <param name="features">Length of the feature vector.</param>
    /// <param name="labels">Number of labels.</param>
    public static Network Create(int features, int labels)
    {
        var layers = new List<Layer>();
        var inputs = features;
        foreach (var outputs in Widths)
        {
            layers.AddRange([new DenseLayer(inputs, outputs), new ReluLayer()]);
            inputs = outputs;
        }

        layers.Add(new DenseLayer(inputs, labels));
        var description = $"{features} standardised features; dense layers of {string.Join(" and ", Widths)} with ReLU; softmax over {labels} labels.";
        return new Network(Id, description, [.. layers]);
    }
}
