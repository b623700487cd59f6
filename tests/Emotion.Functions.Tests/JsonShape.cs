using System.Text.Json;
using System.Text.Json.Nodes;

namespace Emotion.Functions.Tests;

/// <summary>As much of JSON Schema as <c>openapi.json</c> uses: types, enums, references, oneOf, required and no other properties.</summary>
internal static class JsonShape
{
    /// <summary>Where a value differs from its schema.</summary>
    public static IEnumerable<string> Faults(JsonNode schema, JsonNode? value, JsonNode description, string at)
    {
        if ((string?)schema["$ref"] is { } reference)
            return Faults(reference[2..].Split('/').Aggregate(description, (node, name) => node[name]!), value, description, at);
        if (schema["oneOf"] is JsonArray choices)
            return choices.Any(choice => !Faults(choice!, value, description, at).Any()) ? [] : [$"{at} is none of its choices: {value}"];
        if (!Types(schema).Contains(TypeOf(value)) && !(TypeOf(value) == "integer" && Types(schema).Contains("number")))
            return [$"{at} is {TypeOf(value)}, not {schema["type"]}"];
        if (schema["enum"] is JsonArray values && !values.Any(allowed => (string?)allowed == (string?)value))
            return [$"{at} is {value}"];
        return value switch
        {
            JsonArray items => items.SelectMany((item, i) => Faults(schema["items"]!, item, description, $"{at}[{i}]")),
            JsonObject parts => FaultsOf(schema, parts, description, at),
            _ => [],
        };
    }

    private static IEnumerable<string> FaultsOf(JsonNode schema, JsonObject parts, JsonNode description, string at)
    {
        var missing = (schema["required"]?.AsArray() ?? []).Where(name => !parts.ContainsKey((string)name!)).Select(name => $"{at}.{name} is missing");
        return missing.Concat(parts.SelectMany(part => (schema["properties"]?[part.Key] ?? schema["additionalProperties"]) is { } inner
            ? Faults(inner, part.Value, description, $"{at}.{part.Key}")
            : [$"{at}.{part.Key} is not told of"]));
    }

    private static IEnumerable<string> Types(JsonNode schema) => schema["type"] is JsonArray several ? several.Select(type => (string)type!) : [(string)schema["type"]!];

    private static string TypeOf(JsonNode? value) => value?.GetValueKind() switch
    {
        null or JsonValueKind.Null => "null",
        JsonValueKind.True or JsonValueKind.False => "boolean",
        JsonValueKind.Number => value.AsValue().TryGetValue<long>(out _) ? "integer" : "number",
        var kind => kind.Value.ToString().ToLowerInvariant(),
    };
}
