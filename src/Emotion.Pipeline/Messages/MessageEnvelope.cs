using System.Text.Json;

namespace Emotion.Pipeline.Messages;

/// <summary>What is the same in every version of <see cref="ClipFeaturesMessage"/>: enough to know whose message cannot be read.</summary>
internal sealed record MessageEnvelope(int Schema, MessageClip Clip, string? TraceParent = null)
{
    /// <summary>Reads what it can of a message.</summary>
    /// <returns>Null where it names no clip.</returns>
    public static MessageEnvelope? Find(string json)
    {
        try
        {
            return JsonSerializer.Deserialize(json, MessageJson.Default.MessageEnvelope) is { Clip.Path.Length: > 0 } found ? found : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
