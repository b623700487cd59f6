using Microsoft.AspNetCore.Http;

namespace Emotion.Cli.Page;

/// <summary>
/// Keeps other web sites out, since there is no key on a laptop: a name that was made to point at this machine (DNS rebinding), and requests that another
/// site's page makes. Programs on this machine are let through; they reach the storage anyway.
/// </summary>
internal static class PageGuard
{
    /// <summary>Nothing from elsewhere is loaded or run, and no other page may frame this one.</summary>
    private const string OwnContentOnly =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; media-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    public static async Task AllowAsync(HttpContext http, RequestDelegate next)
    {
        var headers = http.Response.Headers;
        headers.ContentSecurityPolicy = OwnContentOnly;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        if (IsOwnName(http.Request) && (IsPage(http.Request) || IsOwnPage(http.Request)))
            await next(http);
        else
            await PageError.WriteAsync(http, StatusCodes.Status403Forbidden, $"Only this machine may ask, at http://127.0.0.1:{http.Connection.LocalPort}/.");
    }

    private static bool IsOwnName(HttpRequest request) =>
        request.Host.Host is "127.0.0.1" or "localhost" && (request.Host.Port ?? 80) == request.HttpContext.Connection.LocalPort;

    /// <summary>A link from elsewhere to the page itself is harmless.</summary>
    private static bool IsPage(HttpRequest request) => !request.Path.StartsWithSegments("/api");

    /// <summary>Browsers say where a request comes from; other programs say nothing.</summary>
    private static bool IsOwnPage(HttpRequest request) =>
        request.Headers.Origin is [] or [""] or [null] || request.Headers.Origin == $"http://{request.Host}"
            ? request.Headers["Sec-Fetch-Site"].ToString() is "" or "same-origin" or "none"
            : false;
}
