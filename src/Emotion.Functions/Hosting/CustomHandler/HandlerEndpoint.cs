using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;

namespace Emotion.Functions.Hosting.CustomHandler;

/// <summary><c>POST /{function}</c>: the one address that the Functions host calls.</summary>
internal static class HandlerEndpoint
{
    public static void MapFunctions(this WebApplication app) =>
        app.MapPost("/{function}", InvokeAsync);

    private static async Task InvokeAsync(HttpContext http, string function, FunctionTable functions, ILogger<FunctionTable> log)
    {
        var cancel = http.RequestAborted;
        try
        {
            using var call = await Invocation.ReadAsync(http.Request.Body, cancel);
            if (functions.Run(function, call, cancel) is not { } running)
            {
                await WriteAsync(http, StatusCodes.Status404NotFound, $"There is no function {function}.");
                return;
            }

            var outcome = await running;
            await WriteAsync(http, StatusCodes.Status200OK, outcome.Summary);
        }
        catch (InvalidInvocationException e)
        {
            await WriteAsync(http, StatusCodes.Status400BadRequest, e.Message);
        }
        catch (BadHttpRequestException e)
        {
            var limit = e.StatusCode == StatusCodes.Status413PayloadTooLarge ? $" The limit is setting {HandlerOptions.Section}__{nameof(HandlerOptions.LargestCallMiB)}." : "";
            await WriteAsync(http, e.StatusCode, e.Message + limit);
        }
        catch (Exception e) when (e is not OperationCanceledException || !cancel.IsCancellationRequested)
        {
            // The outermost handler: whatever went wrong, the host must hear of it, so that it delivers the message again.
            log.LogError(e, "{Function} failed", function);
            await WriteAsync(http, StatusCodes.Status500InternalServerError, $"{function}: {e.Message}");
        }
    }

    private static Task WriteAsync(HttpContext http, int status, string message)
    {
        http.Response.StatusCode = status;
        return http.Response.WriteAsJsonAsync(InvocationResponse.Of(message), HandlerJson.Default.InvocationResponse, cancellationToken: http.RequestAborted);
    }
}
