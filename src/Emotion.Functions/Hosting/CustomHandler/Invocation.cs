using System.Text.Json;

namespace Emotion.Functions.Hosting.CustomHandler;

/// <summary>
/// One call of the Functions host: <c>POST /{FunctionName}</c> with <c>{"Data":{binding: value},"Metadata":{...}}</c>.
/// </summary>
/// <remarks>Azure/azure-functions-host, HttpScriptInvocationContext: string values arrive JSON-quoted a second time.</remarks>
internal sealed class Invocation(JsonDocument body) : IDisposable
{
    /// <summary>Reads a call.</summary>
    /// <exception cref="InvalidInvocationException">The body is not such a call.</exception>
    public static async Task<Invocation> ReadAsync(Stream body, CancellationToken cancel)
    {
        try
        {
            var document = await JsonDocument.ParseAsync(body, cancellationToken: cancel);
            return document.RootElement.ValueKind == JsonValueKind.Object
                ? new Invocation(document)
                : throw new InvalidInvocationException("The body is not a JSON object with Data and Metadata.");
        }
        catch (JsonException e)
        {
            throw new InvalidInvocationException($"The body is not JSON: {e.Message}");
        }
    }

    /// <summary>Whether the call brings a value for a binding.</summary>
    public bool Has(string binding) => Find("Data", binding) is not null;

    /// <summary>The bytes of a binding with <c>dataType: binary</c>.</summary>
    /// <exception cref="InvalidInvocationException">The binding is missing or not Base64.</exception>
    public byte[] Bytes(string binding) =>
        Find("Data", binding) is { ValueKind: JsonValueKind.String } value && value.TryGetBytesFromBase64(out var bytes)
            ? bytes
            : throw new InvalidInvocationException($"Data.{binding} is missing or not Base64; its binding needs \"dataType\": \"binary\".");

    /// <summary>The text of a binding.</summary>
    /// <exception cref="InvalidInvocationException">The binding is missing or not text.</exception>
    public string Text(string binding) => Unquote(Find("Data", binding))
        ?? throw new InvalidInvocationException($"Data.{binding} is missing or not text.");

    /// <summary>A text in the trigger's metadata.</summary>
    /// <exception cref="InvalidInvocationException">There is no such entry.</exception>
    public string Metadata(string name) => FindMetadata(name) ?? throw new InvalidInvocationException($"Metadata.{name} is missing.");

    /// <summary>A text in the trigger's metadata; a second name goes one level deeper. Null where there is none, or something else.</summary>
    public string? FindMetadata(params ReadOnlySpan<string> path)
    {
        var value = Find("Metadata", path[0]);
        foreach (var name in path[1..])
            value = value is { } parent ? Child(Expand(parent), name) : null;
        return Unquote(value);
    }

    /// <inheritdoc/>
    public void Dispose() => body.Dispose();

    private JsonElement? Find(string part, string name) => Child(body.RootElement, part) is { } found ? Child(found, name) : null;

    private static JsonElement? Child(JsonElement parent, string name) =>
        parent.ValueKind == JsonValueKind.Object && parent.TryGetProperty(name, out var child) ? child : null;

    /// <summary>An object may arrive as itself or as its text.</summary>
    private static JsonElement Expand(JsonElement value) =>
        value.ValueKind == JsonValueKind.String && TryParse(value.GetString()!) is { } parsed ? parsed : value;

    private static string? Unquote(JsonElement? value)
    {
        if (value is not { ValueKind: JsonValueKind.String } text)
            return null;
        var raw = text.GetString()!;
        return raw.StartsWith('"') && TryParse(raw) is { ValueKind: JsonValueKind.String } inner ? inner.GetString() : raw;
    }

    private static JsonElement? TryParse(string json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            return document.RootElement.Clone();
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

/// <summary>A call that cannot be served as it stands; the message says what is missing.</summary>
internal sealed class InvalidInvocationException(string message) : Exception(message);
