using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Emotion.Training.Learning;

/// <summary>
/// Muon (Jordan et al. 2024, "Muon: an optimizer for hidden layers in neural networks"): momentum whose every step is made orthogonal, so that
/// a layer's weights are moved as far in the directions that few clips ask for as in those that most do. On so few clips it learns in half the
/// epochs what AdamW does: docs/experiments.md.
/// </summary>
/// <param name="weights">Kernels and matrices: [outputs, ...].</param>
/// <param name="learningRate">Means the same as AdamW's: a step is scaled to be as large as one of that (Liu et al. 2025, "Muon is scalable for LLM training").</param>
/// <param name="weightDecay">The share of the weights that a step takes off them, per learning rate.</param>
public sealed class Muon(IEnumerable<Parameter> weights, double learningRate, double weightDecay)
    : SGD(weights, learningRate, Inertia, weight_decay: weightDecay, nesterov: true)
{
    private const double Inertia = 0.95;
    private const double AdamStep = 0.2; // root mean square of what AdamW moves a weight by, per learning rate
    private const int Iterations = 5;
    private const double Tiny = 1e-7;

    /// <inheritdoc/>
    public override Tensor step(Func<Tensor>? closure = null) => _step<ParamGroup>(Move, closure);

    private void Move(ParamGroup group)
    {
        foreach (var weight in group.Parameters)
        {
            if (weight.grad is not { } gradient)
                continue;

            var state = (State)_state[weight.Handle];
            state.momentum_buffer ??= zeros_like(weight).DetachFromDisposeScope();
            state.momentum_buffer.mul_(Inertia).add_(gradient);
            var direction = Orthogonalise((gradient + Inertia * state.momentum_buffer).flatten(1));
            var scale = AdamStep * Math.Sqrt(direction.shape.Max());
            weight.mul_(1 - group.LearningRate * group.Options.weight_decay!.Value).add_(direction.reshape(weight.shape), alpha: -group.LearningRate * scale);
        }
    }

    /// <summary>
    /// About U Vᵀ of a matrix U S Vᵀ: Newton and Schulz's iteration with the coefficients of Jordan et al., which bring every singular value
    /// to between 0.7 and 1.2.
    /// </summary>
    /// <param name="matrix">[rows, columns].</param>
    public static Tensor Orthogonalise(Tensor matrix)
    {
        if (matrix.shape[0] > matrix.shape[1])
            return Orthogonalise(matrix.t()).t();

        var x = matrix / (matrix.norm() + Tiny);
        for (var i = 0; i < Iterations; i++)
        {
            var gram = x.mm(x.t());
            x = x.addmm(gram.addmm(gram, gram, beta: -4.7750f, alpha: 2.0315f), x, beta: 3.4445f, alpha: 1); // 3.4445 X + (-4.7750 G + 2.0315 G G) X
        }

        return x;
    }
}
