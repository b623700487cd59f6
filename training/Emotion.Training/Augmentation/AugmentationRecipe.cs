using System.Globalization;
using System.Text.Json.Serialization;

namespace Emotion.Training.Augmentation;

/// <summary>How the augmented copies of a clip are made. The defaults are the notebook's: noise alone, one copy.</summary>
public sealed record AugmentationRecipe
{
    /// <summary>Copies per clip; 0 for none. The default value is 1.</summary>
    public int Copies { get; init; } = 1;

    /// <summary>
    /// Largest amplitude of the Gaussian noise, as a share of the window's peak: y + a · max|y| · N(0, 1) with a drawn from [0, this].
    /// 0 for no noise. The default value is 0.035.
    /// </summary>
    public double Noise { get; init; } = 0.035;

    /// <summary>Pitch is shifted by up to so many semitones, up or down; 0 for not at all. The default value is 0.</summary>
    public double PitchSemitones { get; init; }

    /// <summary>Speech is stretched or squeezed in time by up to this share, its pitch kept; 0 for not at all. The default value is 0.</summary>
    public double TimeStretch { get; init; }

    /// <summary>Makes the copies repeatable. The default value is 42.</summary>
    public int Seed { get; init; } = 42;

    /// <summary>No copies.</summary>
    public static AugmentationRecipe None { get; } = new() { Copies = 0 };

    /// <summary>All that decides a copy's samples, but its number and its clip; goes into the keys of the feature cache.</summary>
    [JsonIgnore]
    public string Id => string.Create(
        CultureInfo.InvariantCulture, $"noise{Noise:R}-pitch{PitchSemitones:R}-stretch{TimeStretch:R}-seed{Seed}");
}
