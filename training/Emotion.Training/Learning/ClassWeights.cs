using Emotion.Training.Corpora;
using TorchSharp;
using static TorchSharp.torch;

namespace Emotion.Training.Learning;

/// <summary>scikit-learn's <c>compute_class_weight("balanced")</c>, as <c>class_weight</c> of Keras's <c>fit</c>.</summary>
internal static class ClassWeights
{
    /// <summary>One weight per label, [labels] float32; 0 for a label without rows.</summary>
    public static Tensor Balanced(IReadOnlyList<Row> rows, IReadOnlyList<string> labels)
    {
        var counts = rows.CountBy(row => row.Label).ToDictionary();
        return tensor(labels.Select(Weight).ToArray());

        float Weight(string label) => counts.TryGetValue(label, out var count) ? (float)rows.Count / (counts.Count * count) : 0;
    }

    /// <summary>
    /// Sum of w · cross-entropy over the rows, divided by their number, as Keras has it. Torch's own mean divides by the sum of w: what a batch asks for would
    /// then depend on who else is in it, and a batch of one label would not be weighted at all.
    /// </summary>
    /// <param name="logits">[N, labels].</param>
    /// <param name="target">[N], indices of the labels.</param>
    /// <param name="weights">w, [labels].</param>
    public static Tensor Loss(Tensor logits, Tensor target, Tensor weights) =>
        nn.functional.cross_entropy(logits, target, weights, reduction: nn.Reduction.Sum) / target.shape[0];
}
