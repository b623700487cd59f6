using Emotion.Training.Networks;
using TorchSharp;
using static TorchSharp.torch;

namespace Emotion.Training.Learning;

/// <summary>
/// An exponential moving average of a network's weights (Polyak and Juditsky 1992): it lies in the middle of where the steps wander about.
/// </summary>
public static class WeightAverage
{
    private const double Decay = 0.995;

    /// <summary>Moves the average towards the network; early on by more, so that the random start is forgotten.</summary>
    /// <param name="average">The average.</param>
    /// <param name="network">The network as it is now.</param>
    /// <param name="step">How many steps it has learnt, from 1.</param>
    public static void Update(Network average, Network network, int step)
    {
        using var noGradients = no_grad();
        using var scope = NewDisposeScope();
        var decay = Math.Min(Decay, (1.0 + step) / (10 + step));
        foreach (var (mean, weight) in average.parameters().Zip(network.parameters()))
            mean.mul_(decay).add_(weight, alpha: 1 - decay);
        foreach (var (mean, statistic) in average.buffers().Zip(network.buffers()))
            mean.copy_(statistic);
    }
}
