using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;

namespace Emotion.Functions.Hosting.CustomHandler;

/// <summary>
/// On a laptop nothing stands between a browser and the handler's port: web sites that find it, by trying ports or by a name of theirs that leads to
/// 127.0.0.1 (DNS rebinding), are turned away. On Azure the Functions host alone can reach the port, and asks for keys.
/// </summary>
internal static class LoopbackGuard
{
    public static void TurnWebSitesAway(this WebApplication app)
    {
        if (app.Configuration.GetValue<bool>(HandlerServices.EndsWithInputSetting))
            app.Use((http, next) => IsOfThisMachine(http.Request) ? next(http) : RefuseAsync(http));
    }

    private static bool IsOfThisMachine(HttpRequest request) =>
        IsLoopback(request.Host.Host)
        && request.Headers.Origin.All(origin => string.IsNullOrEmpty(origin) || (Uri.TryCreate(origin, UriKind.Absolute, out var from) && IsLoopback(from.Host)))
        && request.Headers["Sec-Fetch-Site"].ToString() is not ("cross-site" or "same-site");

    private static bool IsLoopback(string host) => host is "127.0.0.1" or "localhost";

    private static Task RefuseAsync(HttpContext http)
    {
        http.Response.StatusCode = StatusCodes.Status403Forbidden;
        return Task.CompletedTask;
    }
}
