using System.Text.Json;
using System.Text.Json.Nodes;
using Emotion.Pipeline.Clips;

namespace Emotion.Functions.Tests;

/// <summary>The bodies that the Functions host posts to a custom handler.</summary>
internal static class HostCalls
{
    /// <summary>A blob trigger with <c>dataType: binary</c>; strings are quoted twice.</summary>
    public static string Blob(ClipVersion version, byte[] content) => new JsonObject
    {
        ["Data"] = new JsonObject { ["clip"] = Convert.ToBase64String(content) },
        ["Metadata"] = new JsonObject
        {
            ["name"] = JsonSerializer.Serialize(version.Clip.BlobName),
            ["Uri"] = "\"http://127.0.0.1/devstoreaccount1/clips/x.wav\"",
            ["Properties"] = new JsonObject { ["ETag"] = $"\"{version.ETag}\"", ["LastModified"] = version.LastModified.ToString("O") },
            ["sys"] = new JsonObject { ["MethodName"] = "ExtractFeatures" },
        },
    }.ToJsonString();

    /// <summary>A queue trigger.</summary>
    public static string Queue(string message) => new JsonObject
    {
        ["Data"] = new JsonObject { ["message"] = JsonSerializer.Serialize(message) },
        ["Metadata"] = new JsonObject { ["DequeueCount"] = "\"1\"" },
    }.ToJsonString();
}
