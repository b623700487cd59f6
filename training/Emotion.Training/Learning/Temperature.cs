using MathNet.Numerics.Optimization;
using static TorchSharp.torch;

namespace Emotion.Training.Learning;

/// <summary>Temperature scaling (Guo et al. 2017): logits are divided by one number, so that the probabilities can be believed.</summary>
public static class Temperature
{
    private const double Lowest = 0.1;
    private const double Highest = 10;

    /// <summary>The temperature with the least log loss, from 0.1 to 10.</summary>
    /// <param name="logits">[N, labels], of clips that were not learnt from.</param>
    /// <param name="targets">[N], indices of their labels.</param>
    public static double Fit(Tensor logits, Tensor targets)
    {
        // MathNet takes the bounds for a start only, and walks on to wherever the loss is least: to nothing where few clips are all told right, to
        // infinity where they are told no better than by guessing. The loss has one valley, so what is best within the bounds is the end next to it.
        var objective = ObjectiveFunction.ScalarValue(logarithm => Loss(logits, targets, Math.Exp(logarithm)));
        var best = Math.Exp(GoldenSectionMinimizer.Minimum(objective, Math.Log(Lowest), Math.Log(Highest)).MinimizingPoint);
        return Math.Clamp(best, Lowest, Highest);
    }

    private static double Loss(Tensor logits, Tensor targets, double temperature)
    {
        using var noGradients = no_grad();
        using var scope = NewDisposeScope();
        return nn.functional.cross_entropy(logits / temperature, targets).item<float>();
    }
}
