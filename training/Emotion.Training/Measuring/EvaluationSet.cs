using System.Security.Cryptography;
using System.Text;
using Emotion.Training.Corpora;

namespace Emotion.Training.Measuring;

/// <summary>A name for a set of labelled clips: the same clips with the same labels have the same name, wherever they lie.</summary>
public static class EvaluationSet
{
    /// <summary>SHA-256, lower-case hex, over the ordinally sorted lines <c>{SHA-256 of the file}\t{label}\n</c> in UTF-8.</summary>
    public static string Of(IEnumerable<Example> examples)
    {
        var lines = examples.Select(example => $"{example.Hash}\t{example.Clip.Label}\n").Order(StringComparer.Ordinal);
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Concat(lines))));
    }
}
