using MathNet.Numerics.Distributions;
using static TorchSharp.torch;

namespace Emotion.Training.Learning;

/// <summary>Lays every clip of a batch over another one, and asks for both labels in the same shares (mixup, Zhang et al. 2018).</summary>
/// <param name="Inputs">The mixed batch, [N, features].</param>
/// <param name="Others">Indices of the labels of the clips that were mixed in, [N].</param>
/// <param name="Share">The share of the clips themselves.</param>
public sealed record Mixup(Tensor Inputs, Tensor Others, double Share)
{
    private const double Concentration = 0.3;

    /// <summary>Whether anything was mixed in.</summary>
    public bool IsMixed => Share < 1;

    /// <summary>Mixes a batch, or leaves it as it is.</summary>
    /// <param name="inputs">[N, features].</param>
    /// <param name="targets">[N], indices of their labels.</param>
    /// <param name="batches">The share of batches that are mixed.</param>
    /// <param name="random">Decides whether, and how.</param>
    public static Mixup Of(Tensor inputs, Tensor targets, double batches, Random random)
    {
        if (random.NextDouble() >= batches)
            return new Mixup(inputs, targets, 1);

        var share = Beta.Sample(random, Concentration, Concentration);
        var order = randperm(targets.shape[0], device: targets.device);
        return new Mixup(share * inputs + (1 - share) * inputs.index_select(0, order), targets.index_select(0, order), share);
    }
}
