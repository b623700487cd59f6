using Emotion.Training.Corpora;
using static TorchSharp.torch;

namespace Emotion.Training.Learning;

/// <summary>scikit-learn's <c>compute_class_weight("balanced")</c>.</summary>
internal static class ClassWeights
{
    /// <summary>One weight per label, [labels] float32; 0 for a label without rows.</summary>
    public static Tensor Balanced(IReadOnlyList<Row> rows, IReadOnlyList<string> labels)
    {
        var counts = rows.CountBy(row => row.Label).ToDictionary();
        return tensor(labels.Select(Weight).ToArray());

        float Weight(string label) => counts.TryGetValue(label, out var count) ? (float)rows.Count / (counts.Count * count) : 0;
    }
}
