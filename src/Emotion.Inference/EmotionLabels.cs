using System.Collections.Frozen;

namespace Emotion.Inference;

/// <summary>The eight emotions, in the order that tables and models use, and the spellings that corpora use for them.</summary>
public static class EmotionLabels
{
    /// <summary>Canonical labels, in canonical order.</summary>
    public static IReadOnlyList<string> All { get; } = ["angry", "calm", "disgust", "fear", "happy", "neutral", "sad", "surprise"];

    private static readonly FrozenDictionary<string, string> Spellings = new Dictionary<string, string>
    {
        ["anger"] = "angry",
        ["ang"] = "angry",
        ["dis"] = "disgust",
        ["disgusted"] = "disgust",
        ["fearful"] = "fear",
        ["fea"] = "fear",
        ["happiness"] = "happy",
        ["hap"] = "happy",
        ["joy"] = "happy",
        ["neu"] = "neutral",
        ["sadness"] = "sad",
        ["surprised"] = "surprise",
        ["pleasant surprise"] = "surprise",
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    /// <summary>The canonical label for a corpus's spelling, in any case; null where there is none.</summary>
    public static string? Canonical(string spelling)
    {
        spelling = spelling.Trim();
        return Spellings.GetValueOrDefault(spelling) ?? All.FirstOrDefault(label => label.Equals(spelling, StringComparison.OrdinalIgnoreCase));
    }
}
