using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Emotion.Cli.Page;

/// <summary>The page's files, which travel inside the tool.</summary>
internal static class PageFiles
{
    private static readonly (string Path, string File, string Type)[] All =
    [
        ("/", "index.html", "text/html; charset=utf-8"),
        ("/report.css", "report.css", "text/css; charset=utf-8"), // the look of emotion report
        ("/page.css", "page.css", "text/css; charset=utf-8"),
        ("/page.js", "page.js", "text/javascript; charset=utf-8"),
    ];

    public static void Map(IEndpointRouteBuilder routes)
    {
        foreach (var (path, file, type) in All)
            routes.MapMethods(path, [HttpMethods.Get], http => SendAsync(http, file, type));
    }

    private static async Task SendAsync(HttpContext http, string file, string type)
    {
        http.Response.ContentType = type;
        http.Response.Headers.CacheControl = "no-cache"; // the next emotion up may be of another version
        await using var content = typeof(PageFiles).Assembly.GetManifestResourceStream(file)!;
        http.Response.ContentLength = content.Length;
        await content.CopyToAsync(http.Response.Body, http.RequestAborted);
    }
}
