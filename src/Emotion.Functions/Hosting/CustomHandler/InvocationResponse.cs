using System.Text.Json.Serialization;

namespace Emotion.Functions.Hosting.CustomHandler;

/// <summary>What the host wants back. A success without a JSON body counts as a failure.</summary>
internal sealed record InvocationResponse(IReadOnlyDictionary<string, string> Outputs, string? ReturnValue, IReadOnlyList<string> Logs)
{
    public static InvocationResponse Of(string log) => new(new Dictionary<string, string>(), null, [log]);
}

[JsonSerializable(typeof(InvocationResponse))]
internal sealed partial class HandlerJson : JsonSerializerContext;
