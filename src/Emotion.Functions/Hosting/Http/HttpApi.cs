using Emotion.Pipeline.Api;
using Emotion.Pipeline.Clips;
using Emotion.Pipeline.Messages;
using Emotion.Pipeline.Results;
using Emotion.Pipeline.Settings;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Logging;
using Microsoft.Net.Http.Headers;

namespace Emotion.Functions.Hosting.Http;

/// <summary>What the HTTP functions answer, whichever adapter the host calls: docs/api.md.</summary>
/// <param name="clips">The clips.</param>
/// <param name="lookup">What became of each.</param>
/// <param name="results">Their rows.</param>
/// <param name="queue">What waits for its score.</param>
/// <param name="limit">The largest clip that is taken.</param>
/// <param name="log">Hears of what breaks.</param>
public sealed class HttpApi(ClipStore clips, ClipLookup lookup, ResultTable results, FeatureQueue queue, ClipSizeLimit limit, ILogger<HttpApi> log)
{
    private const string NameParameter = "name";

    /// <summary><c>GET /api/results</c>: a page of rows as JSON, or all of them as CSV.</summary>
    public Task<IResult> ResultsAsync(HttpRequest request) => AnswerAsync(request, async cancel =>
    {
        var asked = Parameters(request);
        return asked.IsCsv || Prefers("text/csv", request)
            ? await CsvResult.StartAsync(results.QueryAsync(asked.Query, cancel), cancel)
            : Results.Json(await ResultPage.ReadAsync(results, asked, cancel), ApiJson.Plain.ResultPage);
    });

    /// <summary><c>GET /api/summary</c>: how many there are of each.</summary>
    public Task<IResult> SummaryAsync(HttpRequest request) => AnswerAsync(request, async cancel =>
        Results.Json(await ResultSummary.CountAsync(results, queue, Parameters(request).Query, cancel), ApiJson.Plain.ResultSummary));

    /// <summary><c>GET /api/clips/{corpus}/{name}</c>: a clip, and what became of it.</summary>
    public Task<IResult> ClipAsync(HttpRequest request) => AnswerAsync(request, async cancel =>
    {
        var clip = Named(request);
        return await lookup.FindAsync(clip, cancel) is { } view ? Results.Json(view, ApiJson.Plain.ClipView) : NoSuch(clip);
    });

    /// <summary><c>POST /api/clips/{corpus}/{name}</c>: takes a clip in. The body is the file.</summary>
    public Task<IResult> UploadAsync(HttpRequest request) => AnswerAsync(request, async cancel =>
    {
        var clip = Named(request);
        if (clip.Corpus.Length == 0 || clip.Path.Length == 0)
            return Fault(StatusCodes.Status400BadRequest, $"\"{clip}\" lies in no corpus. Post the clip to /api/clips/CORPUS/NAME.");
        if (limit.FaultOf(request.ContentLength ?? 0) is { } tooLarge)
            return Fault(StatusCodes.Status413PayloadTooLarge, tooLarge.Message);

        request.EnableBuffering(); // it is read twice, for its hash and for the storage; a large one waits in a temporary file
        await request.Body.DrainAsync(cancel);
        if (request.Body.Length == 0)
            return Fault(StatusCodes.Status400BadRequest, "The body is empty. Post the file's bytes, with their Content-Length: the Functions host hands on nothing without it.");
        request.Body.Position = 0;
        if (await clips.HoldsAsync(clip, request.Body, cancel) && await lookup.FindAsync(clip, cancel) is { State: ClipView.Waiting or nameof(ResultStatus.Scored) } there)
            return Results.Json(there, ApiJson.Plain.ClipView);
        var uploaded = ClipView.Uploaded(await clips.UploadAsync(clip, request.Body, cancel), request.Body.Length);
        return Results.Json(uploaded, ApiJson.Plain.ClipView, statusCode: StatusCodes.Status202Accepted);
    });

    /// <summary><c>GET /api/audio/{corpus}/{name}</c>: the clip's bytes, or a part of them, so that a player can seek.</summary>
    public Task<IResult> AudioAsync(HttpRequest request) => AnswerAsync(request, async cancel =>
    {
        var clip = Named(request);
        if (await clips.FindAsync(clip, cancel) is not { } version)
            return NoSuch(clip);
        request.HttpContext.Response.Headers.XContentTypeOptions = "nosniff";
        var content = await clips.OpenAsync(version, cancel);
        return Results.Stream(content, AudioType.Of(clip.Path), lastModified: version.LastModified, entityTag: new EntityTagHeaderValue($"\"{version.ETag}\""), enableRangeProcessing: true);
    });

    /// <summary><c>GET /api/openapi.json</c>: all this, for programs.</summary>
    public Task<IResult> OpenApiAsync(HttpRequest request) => AnswerAsync(request, _ => Task.FromResult(
        Results.Stream(typeof(HttpApi).Assembly.GetManifestResourceStream("openapi.json")!, "application/json")));

    private static ResultRequest Parameters(HttpRequest request) => ResultRequest.Parse(request.Query.Select(parameter => KeyValuePair.Create(parameter.Key, parameter.Value.ToString())));

    private static bool Prefers(string type, HttpRequest request) => request.GetTypedHeaders().Accept is [var first, ..] && first.MediaType == type;

    /// <summary>By path; or by parameter, for names with <c># ? %</c>, which the Functions host does not hand on to a custom handler as they came.</summary>
    private static ClipId Named(HttpRequest request)
    {
        var name = request.Query[NameParameter] is [{ Length: > 0 } given] ? given : request.RouteValues[NameParameter] as string;
        return string.IsNullOrEmpty(name) ? throw new FormatException("Name a clip: CORPUS/NAME at the end of the path, or as parameter name.") : ClipId.FromBlobName(name);
    }

    private static IResult NoSuch(ClipId clip) => Fault(StatusCodes.Status404NotFound, $"There is no clip {clip}. GET /api/results?corpus={Uri.EscapeDataString(clip.Corpus)} lists what there is.");

    private static IResult Fault(int status, string error) => Results.Json(new ApiError(error), ApiJson.Plain.ApiError, statusCode: status);

    /// <summary>The outermost frame: whatever goes wrong becomes a sentence, never a stack trace.</summary>
    private async Task<IResult> AnswerAsync(HttpRequest request, Func<CancellationToken, Task<IResult>> answer)
    {
        var cancel = request.HttpContext.RequestAborted;
        try
        {
            return await answer(cancel);
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            return Results.Empty; // nobody listens any more
        }
        catch (Exception e)
        {
            var (status, error) = ApiFaults.Explain(e);
            if (status >= StatusCodes.Status500InternalServerError)
                log.LogError(e, "{Method} {Path} failed", request.Method, request.Path);
            return Fault(status, error);
        }
    }
}
