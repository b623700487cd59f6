using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Emotion.Cli.Rendering;

/// <summary>Rows as JSON: an array of objects, or an object on each line. Written while they stream by.</summary>
internal static class JsonTable
{
    /// <summary>An array.</summary>
    public static async Task WriteArrayAsync<TRow>(Stream stream, IAsyncEnumerable<TRow> rows, CancellationToken cancel)
    {
        await JsonSerializer.SerializeAsync(stream, rows, TypeOf<IAsyncEnumerable<TRow>>(CliJson.Readable), cancel);
        stream.Write("\n"u8);
    }

    /// <summary>JSON Lines.</summary>
    public static async Task WriteLinesAsync<TRow>(Stream stream, IAsyncEnumerable<TRow> rows, CancellationToken cancel)
    {
        await foreach (var row in rows.WithCancellation(cancel))
        {
            JsonSerializer.Serialize(stream, row, TypeOf<TRow>(CliJson.OneLine));
            stream.Write("\n"u8);
        }
    }

    private static JsonTypeInfo<T> TypeOf<T>(CliJson json) => (JsonTypeInfo<T>)json.GetTypeInfo(typeof(T))!;
}
