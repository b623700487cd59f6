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

    /// <summary>The same with twice as many steps in time: one every 93 ms.</summary>
    public const string FineId = "residual-fine";

    private const int StemKernel = 5;
    private const int StemChannels = 16;

    // Multiples of 16, and then not all: oneDNN, which torch computes convolutions with, is wrong for some other widths on some CPUs. See ConvolutionCheck.
    private static readonly Shape Usual = new(Id, [32, 64, 96, 128], [(2, 2), (2, 2), (2, 2), (1, 2)], Dropout: 0.2);
    private static readonly Shape Wide = Usual with { Id = WideId, Channels = [48, 96, 128, 160], Dropout = 0.3 };
    private static readonly Shape Fine = Usual with { Id = FineId, Strides = [(2, 2), (2, 2), (1, 2), (1, 2)] };

    /// <summary>A network with fresh weights, drawn from torch's generator.</summary>
    /// <param name="features">Length of the feature vector: that of <see cref="FeatureSet.LogMel64"/>.</param>
    /// <param name="labels">Number of labels.</param>
    public static Network Create(int features, int labels) => Create(Usual, features, labels);

    /// <summary>The wide one, with fresh weights.</summary>
    /// <param name="features">Length of the feature vector: that of <see cref="FeatureSet.LogMel64"/>.</param>
    /// <param name="labels">Number of labels.</param>
    public static Network CreateWide(int features, int labels) => Create(Wide, features, labels);

    /// <summary>The fine one, with fresh weights.</summary>
    /// <param name="features">Length of the feature vector: that of <see cref="FeatureSet.LogMel64"/>.</param>
    /// <param name="labels">Number of labels.</param>
    public static Network CreateFine(int features, int labels) => Create(Fine, features, labels);

    private static Network Create(Shape shape, int features, int labels)
    {
        var layers = new List<Layer>
        {
            new SpectrogramLayer(features / LogMelSpectrogram.Bands, LogMelSpectrogram.Bands),
            new NormalisedConvolution(1, StemChannels, StemKernel, (2, 2)),
            new ReluLayer(),
        };
        var inputs = StemChannels;
        foreach (var (outputs, stride) in shape.Channels.Zip(shape.Strides))
        {
            layers.Add(new ResidualBlock(inputs, outputs, stride));
            inputs = outputs;
        }

        var bands = LogMelSpectrogram.Bands / 2 / shape.Strides.Aggregate(1L, (all, stride) => all * stride.Frequency);
        var width = (int)(inputs * bands);
        layers.AddRange([new AttentiveStatisticsLayer(width), new DropoutLayer(shape.Dropout), new DenseLayer(2 * width, labels)]);
        return new Network(shape.Id, shape.Describe(labels), [.. layers]);
    }

    /// <summary>What the networks differ in.</summary>
    /// <param name="Id">Names it.</param>
    /// <param name="Channels">Of each block.</param>
    /// <param name="Strides">Of each block.</param>
    /// <param name="Dropout">The share of the embedding that is left out while learning.</param>
    private sealed record Shape(string Id, int[] Channels, (long Time, long Frequency)[] Strides, double Dropout)
    {
        public string Describe(int labels) =>
            $"{LogMelSpectrogram.Bands} log-mel bands over time; a {StemKernel}x{StemKernel} convolution and residual blocks of {string.Join(", ", Channels)} channels "
            + $"with batch normalisation, down to a step in {FramesPerStep} frames; attentive statistics pooling over time; "
            + $"dropout {Dropout.ToString(CultureInfo.InvariantCulture)}; softmax over {labels} labels.";

        private long FramesPerStep => Strides.Aggregate(2L, (all, stride) => all * stride.Time);
    }
}
