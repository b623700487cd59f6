using Emotion.Pipeline.Exporting;
using Emotion.Pipeline.Results;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Emotion.Functions.Hosting.Http;

/// <summary>Rows as CSV, to be saved as a file, written while they stream by: the columns of <c>emotion results --format csv</c>.</summary>
internal sealed class CsvResult : IResult
{
    private readonly IAsyncEnumerable<ClipResult> _rows;

    private CsvResult(IAsyncEnumerable<ClipResult> rows) => _rows = rows;

    /// <summary>Asks for the first row: what goes wrong up to there can still be answered with a status and a sentence.</summary>
    public static async Task<CsvResult> StartAsync(IAsyncEnumerable<ClipResult> rows, CancellationToken cancel)
    {
        var reading = rows.GetAsyncEnumerator(cancel);
        return new CsvResult(RowsAsync(reading, await reading.MoveNextAsync()));
    }

    /// <inheritdoc/>
    public Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.ContentType = "text/csv; charset=utf-8";
        response.Headers.ContentDisposition = "attachment; filename=\"results.csv\"";
        if (httpContext.Features.Get<IHttpBodyControlFeature>() is { } control)
            control.AllowSynchronousIO = true; // the writer hands on a full buffer in the middle of a line
        return CsvTable.WriteAsync(response.Body, ResultColumns.All, _rows.Select(ResultRecord.Of), httpContext.RequestAborted);
    }

    private static async IAsyncEnumerable<ClipResult> RowsAsync(IAsyncEnumerator<ClipResult> reading, bool hasFirst)
    {
        await using (reading)
        {
            for (var has = hasFirst; has; has = await reading.MoveNextAsync())
                yield return reading.Current;
        }
    }
}
