using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.Optimization;

namespace Emotion.Training.Ensembles;

/// <summary>A clip, to fit a pool's weights by.</summary>
/// <param name="Opinions">Each model's probabilities.</param>
/// <param name="Label">The index of its label.</param>
public sealed record JudgedClip(IReadOnlyList<IReadOnlyList<double>> Opinions, int Label);

/// <summary>
/// The weights of a pool that make the labels of some clips most likely: of one model this is temperature scaling (Guo et al. 2017), of several it tells
/// whom to trust more, too. The log loss is convex in the weights, so that there is one best answer.
/// </summary>
public static class PoolFit
{
    private const double Tolerance = 1e-7; // of the gradient, in nats
    private const double Progress = 1e-12;
    private const int Iterations = 500;

    // Temperatures from 0.1 to 10: few clips that are all told right would have the pool be surer than sure, and clips told no better than by guessing leave it nothing to say.
    private const double Least = 0.1;
    private const double Most = 10;

    /// <summary>The pool with the least log loss.</summary>
    /// <param name="clips">Clips that none of the models learnt from; at least one.</param>
    /// <returns>Weights from 0.1 / models to 10.</returns>
    public static OpinionPool Of(IReadOnlyList<JudgedClip> clips)
    {
        var models = clips[0].Opinions.Count;
        var logarithms = clips.Select(clip => clip.Opinions.Select(opinion => opinion.Select(OpinionPool.Logarithm).ToArray()).ToArray()).ToArray();
        var labels = clips.Select(clip => clip.Label).ToArray();
        var objective = ObjectiveFunction.Gradient(weights => LossAndGradient(logarithms, labels, weights));
        var found = new BfgsBMinimizer(Tolerance, Tolerance, Progress, Iterations).FindMinimum(
            objective, Same(Least / models), Same(Most), Same(1.0 / models));
        return new OpinionPool([.. found.MinimizingPoint]);

        Vector<double> Same(double weight) => Vector<double>.Build.Dense(models, weight);
    }

    /// <summary>Mean of -log p(label), and by each weight the mean of the expected logarithm less that of the label.</summary>
    private static (double Loss, Vector<double> Gradient) LossAndGradient(double[][][] logarithms, int[] labels, Vector<double> weights)
    {
        var loss = 0.0;
        var gradient = Vector<double>.Build.Dense(weights.Count);
        foreach (var (models, label) in logarithms.Zip(labels))
        {
            var logits = new double[models[0].Length];
            for (var model = 0; model < models.Length; model++)
                for (var i = 0; i < logits.Length; i++)
                    logits[i] += weights[model] * models[model][i];
            var probabilities = OpinionPool.Softmax(logits);
            loss -= Math.Log(Math.Max(probabilities[label], double.Epsilon));
            for (var model = 0; model < models.Length; model++)
                gradient[model] += models[model].Zip(probabilities).Sum(pair => pair.First * pair.Second) - models[model][label];
        }

        return (loss / labels.Length, gradient / labels.Length);
    }
}
