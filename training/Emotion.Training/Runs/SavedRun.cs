using System.Text.Json;
using System.Text.Json.Nodes;

namespace Emotion.Training.Runs;

/// <summary>The content of <c>run.json</c>.</summary>
/// <param name="Started">When the run was started first.</param>
/// <param name="Settings">What it depends on, by name.</param>
internal sealed record SavedRun(DateTimeOffset Started, JsonObject Settings)
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    /// <summary>The file's text.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, Indented) + "\n";

    /// <summary>Reads the file's text; null where it is that of no run.</summary>
    public static SavedRun? Parse(string json)
    {
        try
        {
            return JsonSerializer.Deserialize<SavedRun>(json) is { Settings: not null } run ? run : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>A setting that an earlier version of this program did not note; null where there is none.</summary>
    public string? FirstMissing(JsonObject settings) => settings.Select(setting => setting.Key).FirstOrDefault(name => !Settings.ContainsKey(name));

    /// <summary>The first setting that differs, and how; null where all are the same.</summary>
    public string? FirstDifference(JsonObject settings) => settings
        .Where(setting => !JsonNode.DeepEquals(setting.Value, Settings[setting.Key]))
        .Select(setting => $"{setting.Key} was {Text(Settings[setting.Key])}, now {Text(setting.Value)}")
        .FirstOrDefault();

    private static string Text(JsonNode? value) => value?.ToJsonString() ?? "not set";
}
