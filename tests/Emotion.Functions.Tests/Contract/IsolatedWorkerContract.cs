using Emotion.Functions.Hosting.Http;
using Emotion.Functions.Hosting.IsolatedWorker;
using Emotion.Pipeline;
using Emotion.Pipeline.Clips;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Emotion.Functions.Tests.Contract;

/// <summary>The isolated worker: its function classes, with what the worker would give them. What the worker itself does is not here: docs/decisions/0004.</summary>
[Collection(HandlerFixture.Calls)]
public sealed class IsolatedWorkerContract : FunctionContract, IDisposable
{
    private readonly ServiceProvider _services;

    public IsolatedWorkerContract(HandlerFixture handler)
    {
        var configuration = new ConfigurationManager { [Storage.Setting] = handler.ConnectionString };
        _services = new ServiceCollection()
            .AddLogging()
            .AddEmotionPipeline(configuration)
            .AddSingleton<ClipFunctions>()
            .AddSingleton<FailureFunctions>()
            .AddHttpApi()
            .AddSingleton<ApiFunctions>()
            .BuildServiceProvider();
    }

    protected override Storage Storage => _services.GetRequiredService<Storage>();

    private ClipFunctions Clips => _services.GetRequiredService<ClipFunctions>();

    private FailureFunctions Failures => _services.GetRequiredService<FailureFunctions>();

    public void Dispose() => _services.Dispose();

    protected override Task ExtractFeaturesAsync(ClipId clip) =>
        Clips.ExtractFeatures(Storage.Blobs.GetBlobContainerClient(ClipStore.ContainerName).GetBlobClient(clip.BlobName), Cancel);

    protected override Task CallAsync(string function, string message) => function switch
    {
        nameof(Clips.ScoreClip) => Clips.ScoreClip(message, Cancel),
        nameof(Failures.RecordExtractionFailure) => Failures.RecordExtractionFailure(message, Cancel),
        nameof(Failures.RecordScoringFailure) => Failures.RecordScoringFailure(message, Cancel),
        _ => throw new ArgumentOutOfRangeException(nameof(function)),
    };

    /// <summary>As the worker's ASP.NET Core integration does: a request with the route's values in, a result out, which writes the answer.</summary>
    protected override async Task<HttpAnswer> AskAsync(string method, string address, byte[]? body = null, string? range = null)
    {
        var http = new DefaultHttpContext { RequestServices = _services, Response = { Body = new MemoryStream() } };
        var uri = new Uri(new Uri("http://localhost"), address);
        var route = uri.AbsolutePath["/api/".Length..].Split('/', 2);
        http.Request.Method = method;
        http.Request.Path = uri.AbsolutePath;
        http.Request.QueryString = new QueryString(uri.Query);
        http.Request.RouteValues["name"] = route.Length > 1 ? Uri.UnescapeDataString(route[1]) : null;
        http.Request.Headers.Range = range;
        http.Request.Body = new MemoryStream(body ?? []);
        http.Request.ContentLength = body?.Length;
        var api = _services.GetRequiredService<ApiFunctions>();
        var result = await ((method, route[0]) switch
        {
            ("GET", "results") => api.GetResults(http.Request),
            ("GET", "summary") => api.GetSummary(http.Request),
            ("GET", "clips") => api.GetClip(http.Request),
            ("POST", "clips") => api.UploadClip(http.Request),
            ("GET", "audio") => api.GetAudio(http.Request),
            _ => api.GetOpenApi(http.Request),
        });
        await result.ExecuteAsync(http);
        return new HttpAnswer(http.Response.StatusCode, http.Response.ContentType, ((MemoryStream)http.Response.Body).ToArray());
    }
}
