using System.Text.Json;
using System.Text.Json.Nodes;
using Emotion.Training.Augmentation;
using Emotion.Training.Learning;

namespace Emotion.Training.Runs;

/// <summary>All that decides the figures of a run: a run is only gone on with under the same settings.</summary>
/// <param name="Recipe">How networks are trained.</param>
/// <param name="Augmentation">How copies are made.</param>
/// <param name="Folds">Folds of the speaker protocol.</param>
/// <param name="Device">Where it is computed: another device rounds differently.</param>
/// <param name="Threads">On how many cores: another number rounds differently.</param>
/// <param name="Clips">Names the clips, with all that decides who learns from them and in which order: <see cref="ClipList"/>.</param>
public sealed record RunSettings(Recipe Recipe, AugmentationRecipe Augmentation, int Folds, string Device, int Threads, string Clips)
{
    private static readonly JsonSerializerOptions CamelCase = new(JsonSerializerDefaults.Web);

    /// <summary>The settings by name, all on one level. There is one seed: the recipe's makes the copies too.</summary>
    public JsonObject ToNode()
    {
        var flat = new JsonObject();
        Flatten(JsonSerializer.SerializeToNode(this, CamelCase)!.AsObject(), flat);
        return flat;
    }

    /// <summary>Reads what <see cref="ToNode"/> wrote.</summary>
    /// <exception cref="JsonException">It is something else.</exception>
    public static RunSettings Of(JsonObject flat)
    {
        var own = flat.Deserialize<Own>(CamelCase)!;
        return new RunSettings(
            flat.Deserialize<Recipe>(CamelCase)!, flat.Deserialize<AugmentationRecipe>(CamelCase)!, own.Folds, own.Device, own.Threads, own.Clips);
    }

    private sealed record Own
    {
        public required int Folds { get; init; }

        public required string Device { get; init; }

        public required int Threads { get; init; }

        public required string Clips { get; init; }
    }

    private static void Flatten(JsonObject node, JsonObject into)
    {
        foreach (var (name, value) in node)
        {
            if (value is JsonObject inner)
                Flatten(inner, into);
            else
                into[name] = value?.DeepClone();
        }
    }
}
