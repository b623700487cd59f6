using System.Text.Json;
using System.Text.Json.Serialization;

namespace Emotion.Pipeline.Messages;

/// <summary>What the Functions host puts into <c>webjobs-blobtrigger-poison</c> when it gives up on a blob.</summary>
/// <param name="ContainerName">The blob's container.</param>
/// <param name="BlobName">The blob's name.</param>
/// <param name="ETag">Which bytes it gave up on.</param>
public sealed record PoisonBlobMessage(
    [property: JsonPropertyName("ContainerName")] string ContainerName,
    [property: JsonPropertyName("BlobName")] string BlobName,
    [property: JsonPropertyName("ETag")] string? ETag)
{
    /// <summary>The message as JSON.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, MessageJson.Default.PoisonBlobMessage);

    /// <summary>Parses a message.</summary>
    /// <exception cref="InvalidMessageException">It is not such a message.</exception>
    public static PoisonBlobMessage Parse(string json)
    {
        try
        {
            return JsonSerializer.Deserialize(json, MessageJson.Default.PoisonBlobMessage) ?? throw new InvalidMessageException("The poison message is empty.");
        }
        catch (JsonException e)
        {
            throw new InvalidMessageException($"The poison message does not name a blob: {e.Message}", e);
        }
    }
}
