using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Emotion.Cli.Page;

/// <summary>Hands requests to the HTTP functions on as they came, as the Functions host does with <c>enableForwardingHttpRequest</c>; waits for a function app that is just starting again.</summary>
/// <param name="handler">Where it listens, as soon as it does.</param>
internal sealed class HttpForwarder(Func<CancellationToken, Task<Uri>> handler) : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);
    private static readonly UriCreationOptions AsItIs = new() { DangerousDisablePathAndQueryCanonicalization = true };
    private static readonly string[] OfOneConnection = ["Connection", "Keep-Alive", "Transfer-Encoding", "Upgrade", "Expect", "Host"];

    private readonly HttpClient _http = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, UseProxy = false }) { Timeout = Timeout.InfiniteTimeSpan };

    /// <summary>Asks the function app, and gives its answer.</summary>
    public async Task ForwardAsync(HttpContext http)
    {
        var cancel = http.RequestAborted;
        try
        {
            using var answer = await SendAsync(http, cancel);
            await CopyAsync(answer, http, cancel);
        }
        catch (Exception) when (cancel.IsCancellationRequested)
        {
            // Nobody listens any more.
        }
        catch (Exception) when (http.Response.HasStarted)
        {
            http.Abort(); // an answer that breaks off must not look whole
        }
        catch (OperationCanceledException)
        {
            await PageError.WriteAsync(http, StatusCodes.Status503ServiceUnavailable, "The function app does not run. The terminal with emotion up says why.");
        }
        catch (Exception e) when (e is HttpRequestException or IOException)
        {
            await PageError.WriteAsync(http, StatusCodes.Status502BadGateway, "The function app ended in the middle of this request. Try again.");
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _http.Dispose();

    private async Task<HttpResponseMessage> SendAsync(HttpContext http, CancellationToken cancel)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        patience.CancelAfter(Patience);
        while (true)
        {
            try
            {
                using var request = Copy(http, await handler(patience.Token));
                return await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancel);
            }
            catch (HttpRequestException e) when (e.HttpRequestError == HttpRequestError.ConnectionError || HttpMethods.IsGet(http.Request.Method))
            {
                await Task.Delay(Pause, patience.Token); // it has ended, and the supervisor is about to notice; a question can be asked twice
            }
        }
    }

    private static HttpRequestMessage Copy(HttpContext http, Uri handler)
    {
        var target = http.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        if (!target.StartsWith('/'))
            target = http.Request.Path.ToUriComponent() + http.Request.QueryString; // a whole address, as for a proxy
        var request = new HttpRequestMessage(new HttpMethod(http.Request.Method), new Uri(handler.GetLeftPart(UriPartial.Authority) + target, AsItIs));
        if (http.Request.ContentLength > 0) // the Functions host hands on no other body either
            request.Content = new StreamContent(http.Request.Body);
        foreach (var (name, values) in http.Request.Headers)
        {
            if (!OfOneConnection.Contains(name, StringComparer.OrdinalIgnoreCase) && !request.Headers.TryAddWithoutValidation(name, values.AsEnumerable()))
                request.Content?.Headers.TryAddWithoutValidation(name, values.AsEnumerable());
        }

        return request;
    }

    private static async Task CopyAsync(HttpResponseMessage answer, HttpContext http, CancellationToken cancel)
    {
        http.Response.StatusCode = (int)answer.StatusCode;
        foreach (var (name, values) in answer.Headers.NonValidated.Concat(answer.Content.Headers.NonValidated))
        {
            if (!OfOneConnection.Contains(name, StringComparer.OrdinalIgnoreCase))
                http.Response.Headers[name] = values.ToString();
        }

        await answer.Content.CopyToAsync(http.Response.Body, cancel);
    }
}
