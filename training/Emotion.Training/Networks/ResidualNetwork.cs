using Emotion.Audio.Features;

namespace Emotion.Training.Networks;

/// <summary>
/// A small residual network over the log-mel spectrogram: a 5x5 convolution and four residual blocks, then attentive statistics over time.
/// </summary>
public static class ResidualNetwork
{
    /// <summary>A network with fresh weights, drawn from torch's generator.</summary>
    /// <param name="shape">Its blocks.</param>
    /// <param name="features">Length of the feature vector: that of <see cref="FeatureSet.LogMel64"/>.</param>
    /// <param name="labels">Number of labels.</param>
    public static Network Create(ResidualShape shape, int features, int labels)
    {
        var layers = new List<Layer>
        {
            new SpectrogramLayer(features / LogMelSpectrogram.Bands, LogMelSpectrogram.Bands),
            new NormalisedConvolution(1, ResidualShape.StemChannels, ResidualShape.StemKernel, ResidualShape.StemStride),
            new ReluLayer(),
        };
        var inputs = ResidualShape.StemChannels;
        foreach (var (outputs, stride) in shape.Channels.Zip(shape.Strides))
        {
            layers.Add(new ResidualBlock(inputs, outputs, stride));
            inputs = outputs;
        }

        var width = inputs * shape.Bands;
        layers.AddRange([new AttentiveStatisticsLayer(width), new DropoutLayer(shape.Dropout), new DenseLayer(2 * width, labels)]);
        return new Network(shape.Id, shape.Describe(labels), [.. layers]);
    }
}
