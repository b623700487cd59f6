namespace Emotion.Training.Networks;

/// <summary>
/// The one-dimensional convolutional network of the widely copied RAVDESS tutorials in Keras, over a vector of features as if it were a
/// signal: four convolutions with kernel 5, each with ReLU and halved by max-pooling, then a dense layer of 32.
/// </summary>
public static class Conv1DNetwork
{
    /// <summary>Goes into version names.</summary>
    public const string Id = "conv1d";

    private const int Kernel = 5;
    private const int PoolWindow = 5;
    private const int PoolStride = 2;
    private const int Dense = 32;

    private static readonly int[] Channels = [256, 256, 128, 64];

    /// <summary>A network with fresh weights, drawn from torch's generator.</summary>
    /// <param name="features">Length of the feature vector.</param>
    /// <param name="labels">Number of labels.</param>
    public static Network Create(int features, int labels)
    {
        var layers = new List<Layer> { new ChannelLayer() };
        var (channels, length) = (1, features);
        foreach (var outputs in Channels)
        {
            var pool = new MaxPoolLayer(length, PoolWindow, PoolStride);
            layers.AddRange([new ConvolutionLayer(channels, outputs, Kernel), new ReluLayer(), pool]);
            if (outputs == 128)
                layers.Add(new DropoutLayer(0.2));
            (channels, length) = (outputs, pool.OutputLength);
        }

        layers.AddRange([new FlattenLayer(), new DenseLayer(channels * length, Dense), new ReluLayer(), new DropoutLayer(0.3)]);
        layers.Add(new DenseLayer(Dense, labels));
        return new Network(Id, Describe(features, labels), [.. layers]);
    }

    private static string Describe(int features, int labels) =>
        $"{features} standardised features as a signal of one channel; four 1-D convolutions ({string.Join(", ", Channels)} filters, "
        + $"kernel {Kernel}, ReLU), each followed by max-pooling ({PoolWindow}, stride {PoolStride}), dropout 0.2 after the third; "
        + $"dense {Dense} with ReLU; dropout 0.3; softmax over {labels} labels.";
}
