using System.Text.Json;
using Emotion.Training.Augmentation;
using Emotion.Training.Learning;

namespace Emotion.Training.Runs;

/// <summary>All that decides the figures of a run: a run is only gone on with under the same settings.</summary>
/// <param name="Recipe">How networks are trained.</param>
/// <param name="Augmentation">How copies are made.</param>
/// <param name="Folds">Folds of the speaker protocol.</param>
/// <param name="Device">Where it is computed: another device rounds differently.</param>
/// <param name="Data">Names the clips and their labels.</param>
public sealed record RunSettings(Recipe Recipe, AugmentationRecipe Augmentation, int Folds, string Device, string Data)
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    /// <summary>The settings as JSON, one line each.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, Indented) + "\n";
}
