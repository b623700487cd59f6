using System.Globalization;
using Emotion.Audio.Features;

namespace Emotion.Training.Networks;

/// <summary>
/// A small residual network over the log-mel spectrogram: a 5x5 convolution and four residual blocks, then attentive statistics over time.
/// </summary>
public static class ResidualNetwork
{
    /// <summary>Goes into version names.</summary>
    public const string Id = "residual";

    /// <summary>The same with more channels.</summary>
    public const string WideId = "residual-wide";

    private const int StemKernel = 5;
    private const int StemChannels = 16;

    // Multiples of 16, and then not all: oneDNN, which torch computes convolutions with, is wrong for some other widths on some CPUs. See ConvolutionCheck.
    private static readonly int[] Channels = [32, 64, 96, 128];
    private static readonly int[] WideChannels = [48, 96, 128, 160];
    private static readonly (long Time, long Frequency)[] Strides = [(2, 2), (2, 2), (2, 2), (1, 2)];

    /// <summary>A network with fresh weights, drawn from torch's generator.</summary>
    /// <param name="features">Length of the feature vector: that of <see cref="FeatureSet.LogMel64"/>.</param>
    /// <param name="labels">Number of labels.</param>
    public static Network Create(int features, int labels) => Create(Id, Channels, dropout: 0.2, features, labels);

    /// <summary>The wide one, with fresh weights.</summary>
    /// <param name="features">Length of the feature vector: that of <see cref="FeatureSet.LogMel64"/>.</param>
    /// <param name="labels">Number of labels.</param>
    public static Network CreateWide(int features, int labels) => Create(WideId, WideChannels, dropout: 0.3, features, labels);

    private static Network Create(string id, int[] channels, double dropout, int features, int labels)
    {
        var layers = new List<Layer>
        {
            new SpectrogramLayer(features / LogMelSpectrogram.Bands, LogMelSpectrogram.Bands),
            new NormalisedConvolution(1, StemChannels, StemKernel, (2, 2)),
            new ReluLayer(),
        };
        var inputs = StemChannels;
        foreach (var (outputs, stride) in channels.Zip(Strides))
        {
            layers.Add(new ResidualBlock(inputs, outputs, stride));
            inputs = outputs;
        }

        var bands = LogMelSpectrogram.Bands / 2 / Strides.Aggregate(1L, (all, stride) => all * stride.Frequency);
        var width = (int)(inputs * bands);
        layers.AddRange([new AttentiveStatisticsLayer(width), new DropoutLayer(dropout), new DenseLayer(2 * width, labels)]);
        return new Network(id, Describe(channels, dropout, labels), [.. layers]);
    }

    private static string Describe(int[] channels, double dropout, int labels) =>
        $"{LogMelSpectrogram.Bands} log-mel bands over time; a {StemKernel}x{StemKernel} convolution and residual blocks of {string.Join(", ", channels)} channels "
        + $"with batch normalisation; attentive statistics pooling over time; dropout {dropout.ToString(CultureInfo.InvariantCulture)}; softmax over {labels} labels.";
}
