using Emotion.Audio.Features;

namespace Emotion.Training.Networks;

/// <summary>
/// A small residual network over the log-mel spectrogram: a 5x5 convolution and four residual blocks, then attentive statistics over time.
/// </summary>
public static class ResidualNetwork
{
    /// <summary>Goes into version names.</summary>
    public const string Id = "residual";

    private const int StemKernel = 5;
    private const int StemChannels = 16;
    private const double Dropout = 0.2;

    // Multiples of 16, and then not all: oneDNN, which torch computes convolutions with, is wrong for some other widths on some CPUs. See ConvolutionCheck.
    private static readonly int[] Channels = [32, 64, 96, 128];
    private static readonly (long Time, long Frequency)[] Strides = [(2, 2), (2, 2), (2, 2), (1, 2)];

    /// <summary>A network with fresh weights, drawn from torch's generator.</summary>
    /// <param name="features">Length of the feature vector: that of <see cref="FeatureSet.LogMel64"/>.</param>
    /// <param name="labels">Number of labels.</param>
    public static Network Create(int features, int labels)
    {
        var layers = new List<Layer>
        {
            new SpectrogramLayer(features / LogMelSpectrogram.Bands, LogMelSpectrogram.Bands),
            new NormalisedConvolution(1, StemChannels, StemKernel, (2, 2)),
            new ReluLayer(),
        };
        var inputs = StemChannels;
        foreach (var (outputs, stride) in Channels.Zip(Strides))
        {
            layers.Add(new ResidualBlock(inputs, outputs, stride));
            inputs = outputs;
        }

        var bands = LogMelSpectrogram.Bands / 2 / Strides.Aggregate(1L, (all, stride) => all * stride.Frequency);
        var width = (int)(inputs * bands);
        layers.AddRange([new AttentiveStatisticsLayer(width), new DropoutLayer(Dropout), new DenseLayer(2 * width, labels)]);
        return new Network(Id, Describe(labels), [.. layers]);
    }

    private static string Describe(int labels) =>
        $"{LogMelSpectrogram.Bands} log-mel bands over time; a {StemKernel}x{StemKernel} convolution and residual blocks of {string.Join(", ", Channels)} channels "
        + $"with batch normalisation; attentive statistics pooling over time; dropout {Dropout}; softmax over {labels} labels.";
}
