using Emotion.Training.Learning;

namespace Emotion.Training.Augmentation;

/// <summary>How far the windows that a network learns from are bent: the larger the network, the more of it. Chosen by docs/experiments.md.</summary>
public sealed record Bending
{
    /// <summary>The highest speaking rate; the lowest is 1 / this.</summary>
    public double FastestRate { get; init; } = 1.15;

    /// <summary>By how many bands a voice is shifted at most, up or down.</summary>
    public double LargestShift { get; init; } = 2;

    /// <summary>Standard deviation, in dB, of the levels of <see cref="RandomEqualizer"/>.</summary>
    public double EqualizerDb { get; init; } = 2;

    /// <summary>The share of windows that <see cref="NoiseFloor"/> puts noise under.</summary>
    public double NoiseShare { get; init; } = 0.3;

    /// <summary>How many stretches of bands, and as many moments, <see cref="SpectrogramMasks"/> blanks out.</summary>
    public int Masks { get; init; } = 1;

    /// <summary>The share of batches that <see cref="Mixup"/> mixes.</summary>
    public double MixupShare { get; init; } = 0.2;

    /// <summary>For the network of usual size: "middle" in docs/experiments.md.</summary>
    public static Bending Usual { get; } = new();

    /// <summary>For a network with a quarter to a half more channels, which would learn the training speakers by heart: "between middle and strong" there.</summary>
    public static Bending Harder { get; } = new() { LargestShift = 2.5, EqualizerDb = 2.5, NoiseShare = 0.4, Masks = 2, MixupShare = 0.3 };
}
