using Emotion.Functions.Hosting.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Emotion.Functions.Hosting.IsolatedWorker;

/// <summary>The HTTP functions: who has a key may ask, and take clips in.</summary>
public sealed class ApiFunctions(HttpApi api)
{
    /// <summary>A page of rows, or all as CSV.</summary>
    [Function(nameof(GetResults))]
    public Task<IResult> GetResults([HttpTrigger(AuthorizationLevel.Function, "get", Route = "results")] HttpRequest request) => api.ResultsAsync(request);

    /// <summary>How many there are of each.</summary>
    [Function(nameof(GetSummary))]
    public Task<IResult> GetSummary([HttpTrigger(AuthorizationLevel.Function, "get", Route = "summary")] HttpRequest request) => api.SummaryAsync(request);

    /// <summary>A clip, and what became of it.</summary>
    [Function(nameof(GetClip))]
    public Task<IResult> GetClip([HttpTrigger(AuthorizationLevel.Function, "get", Route = "clips/{*name}")] HttpRequest request) => api.ClipAsync(request);

    /// <summary>Takes a clip in.</summary>
    [Function(nameof(UploadClip))]
    public Task<IResult> UploadClip([HttpTrigger(AuthorizationLevel.Function, "post", Route = "clips/{*name}")] HttpRequest request) => api.UploadAsync(request);

    /// <summary>A clip's bytes.</summary>
    [Function(nameof(GetAudio))]
    public Task<IResult> GetAudio([HttpTrigger(AuthorizationLevel.Function, "get", Route = "audio/{*name}")] HttpRequest request) => api.AudioAsync(request);

    /// <summary>What all this is, for programs.</summary>
    [Function(nameof(GetOpenApi))]
    public Task<IResult> GetOpenApi([HttpTrigger(AuthorizationLevel.Function, "get", Route = "openapi.json")] HttpRequest request) => api.OpenApiAsync(request);
}
