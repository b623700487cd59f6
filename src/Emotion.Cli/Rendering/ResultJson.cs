using Emotion.Pipeline.Exporting;
using System.Text.Json;
using Emotion.Pipeline.Results;

namespace Emotion.Cli.Rendering;

/// <summary>Results as JSON: an array of objects, or an object on each line.</summary>
internal static class ResultJson
{
    /// <summary>An array, written while rows stream by.</summary>
    public static async Task WriteArrayAsync(Stream stream, IAsyncEnumerable<ClipResult> results, CancellationToken cancel)
    {
        await JsonSerializer.SerializeAsync(stream, results.Select(ResultRecord.Of), CliJson.Readable.IAsyncEnumerableResultRecord, cancel);
        stream.Write("\n"u8);
    }

    /// <summary>JSON Lines: an object for each row.</summary>
    public static async Task WriteLinesAsync(Stream stream, IAsyncEnumerable<ClipResult> results, CancellationToken cancel)
    {
        await foreach (var record in results.Select(ResultRecord.Of).WithCancellation(cancel))
        {
            JsonSerializer.Serialize(stream, record, CliJson.OneLine.ResultRecord);
            stream.Write("\n"u8);
        }
    }
}
