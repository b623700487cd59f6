using System.Text;
using System.Text.Json.Nodes;

namespace Emotion.Functions.Tests;

/// <summary>What an HTTP function answered.</summary>
public sealed record HttpAnswer(int Status, string? ContentType, byte[] Body)
{
    public string Text => Encoding.UTF8.GetString(Body);

    public JsonNode Json => JsonNode.Parse(Body)!;
}
