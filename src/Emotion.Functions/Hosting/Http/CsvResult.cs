using Emotion.Pipeline.Exporting;
using Emotion.Pipeline.Results;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Emotion.Functions.Hosting.Http;

/// <summary>Rows as CSV, to be saved as a file, written while they stream by: the columns of <c>emotion results --format csv</c>.</summary>
internal sealed class CsvResult(IAsyncEnumerable<ClipResult> rows) : IResult
{
    /// <inheritdoc/>
    public Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.ContentType = "text/csv; charset=utf-8";
        response.Headers.ContentDisposition = "attachment; filename=\"results.csv\"";
        if (httpContext.Features.Get<IHttpBodyControlFeature>() is { } control)
            control.AllowSynchronousIO = true; // the writer hands on a full buffer in the middle of a line
        return CsvTable.WriteAsync(response.Body, ResultColumns.All, rows.Select(ResultRecord.Of), httpContext.RequestAborted);
    }
}
