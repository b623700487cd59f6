using Emotion.Pipeline.Exporting;
using Emotion.Pipeline.Results;

namespace Emotion.Pipeline.Api;

/// <summary>Some rows, and how to get the next.</summary>
/// <param name="Results">The rows, by corpus and path.</param>
/// <param name="Next">What to give as <c>after</c> for the next page; null at the end. Before it a page may be short, even empty.</param>
public sealed record ResultPage(IReadOnlyList<ResultRecord> Results, string? Next)
{
    /// <summary>Reads a page.</summary>
    public static async Task<ResultPage> ReadAsync(ResultTable table, ResultRequest request, CancellationToken cancel)
    {
        var (rows, next) = await table.QueryPageAsync(request.Query, request.Limit, request.After, cancel);
        return new ResultPage([.. rows.Select(ResultRecord.Of)], next is null ? null : ResultRequest.EncodeToken(next));
    }
}
