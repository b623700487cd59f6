using System.Globalization;
using Emotion.Audio.Features;

namespace Emotion.Training.Networks;

/// <summary>What residual networks over spectrograms differ in.</summary>
/// <param name="Id">Names it; goes into version names.</param>
/// <param name="Channels">Of each block.</param>
/// <param name="Strides">Steps of each block.</param>
/// <param name="Dropout">The share of the embedding that is left out while learning.</param>
public sealed record ResidualShape(string Id, IReadOnlyList<int> Channels, IReadOnlyList<(long Time, long Frequency)> Strides, double Dropout)
{
    /// <summary>Side of the first convolution's kernel.</summary>
    public const int StemKernel = 5;

    /// <summary>Channels of the first convolution.</summary>
    public const int StemChannels = 16;

    /// <summary>Steps of the first convolution.</summary>
    public static (long Time, long Frequency) StemStride => (2, 2);

    // Channels are multiples of 16, and then not all: oneDNN, which torch computes convolutions with, is wrong for some other widths on some CPUs. See ConvolutionCheck.

    /// <summary>The first that was found to do well.</summary>
    public static ResidualShape Usual { get; } = new("residual", [32, 64, 96, 128], [(2, 2), (2, 2), (2, 2), (1, 2)], Dropout: 0.2);

    /// <summary>More channels: half as many again in the first blocks, a quarter in the last.</summary>
    public static ResidualShape Wide { get; } = Usual with { Id = "residual-wide", Channels = [48, 96, 128, 160], Dropout = 0.3 };

    /// <summary>Twice as many steps in time: one every 93 ms.</summary>
    public static ResidualShape Fine { get; } = Usual with { Id = "residual-fine", Strides = [(2, 2), (2, 2), (1, 2), (1, 2)] };

    /// <summary>Twice as many again, from the second block on: one every 46 ms.</summary>
    public static ResidualShape Finer { get; } = Usual with { Id = "residual-finer", Strides = [(2, 2), (1, 2), (1, 2), (1, 2)] };

    /// <summary>Bands that are left after the last block.</summary>
    public int Bands => (int)(LogMelSpectrogram.Bands / AllStrides.Aggregate(1L, (all, stride) => all * stride.Frequency));

    private long FramesPerStep => AllStrides.Aggregate(1L, (all, stride) => all * stride.Time);

    private IEnumerable<(long Time, long Frequency)> AllStrides => Strides.Prepend(StemStride);

    /// <summary>The network in a sentence, for the model card.</summary>
    /// <param name="labels">Number of labels.</param>
    public string Describe(int labels) =>
        $"{LogMelSpectrogram.Bands} log-mel bands over time; a {StemKernel}x{StemKernel} convolution and residual blocks of {string.Join(", ", Channels)} channels "
        + $"with batch normalisation, down to a step in {FramesPerStep} frames; attentive statistics pooling over time; "
        + $"dropout {Dropout.ToString(CultureInfo.InvariantCulture)}; softmax over {labels} labels.";
}
