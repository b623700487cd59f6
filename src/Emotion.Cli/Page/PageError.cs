using Emotion.Pipeline.Api;
using Microsoft.AspNetCore.Http;

namespace Emotion.Cli.Page;

/// <summary>Errors of the local host itself, in the shape of those of the HTTP functions.</summary>
internal static class PageError
{
    public static Task WriteAsync(HttpContext http, int status, string error)
    {
        http.Response.StatusCode = status;
        return http.Response.WriteAsJsonAsync(new ApiError(error), ApiJson.Plain.ApiError, cancellationToken: http.RequestAborted);
    }
}
