using Emotion.Functions.Hosting.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Emotion.Functions.Hosting.CustomHandler;

/// <summary>The HTTP functions at the addresses that their <c>function.json</c> give them: the Functions host hands on the requests as they came.</summary>
internal static class ApiEndpoints
{
    public static void MapApi(this WebApplication app)
    {
        app.MapGet("/api/results", (HttpRequest request, HttpApi api) => api.ResultsAsync(request));
        app.MapGet("/api/summary", (HttpRequest request, HttpApi api) => api.SummaryAsync(request));
        app.MapGet("/api/clips/{*name}", (HttpRequest request, HttpApi api) => api.ClipAsync(request));
        app.MapPost("/api/clips/{*name}", (HttpRequest request, HttpApi api) => api.UploadAsync(request));
        app.MapGet("/api/audio/{*name}", (HttpRequest request, HttpApi api) => api.AudioAsync(request));
        app.MapGet("/api/openapi.json", (HttpRequest request, HttpApi api) => api.OpenApiAsync(request));
    }
}
