using System.Security.Cryptography;
using System.Text;
using Emotion.Training.Corpora;

namespace Emotion.Training.Measuring;

/// <summary>Names a set of clips.</summary>
public static class EvaluationSet
{
    /// <summary>Lower-case hex SHA-256 over the sorted lines "hash TAB label": equal for the same clips with the same labels.</summary>
    public static string Of(IEnumerable<Example> examples)
    {
        var lines = examples.Select(example => $"{example.Hash}\t{example.Clip.Label}\n").Order(StringComparer.Ordinal);
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Concat(lines))));
    }
}
