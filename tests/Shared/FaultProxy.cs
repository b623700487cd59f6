using System.Collections.Concurrent;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging;

namespace Emotion.Tests;

/// <summary>What can happen to a request on its way to the storage and back.</summary>
internal enum Fault
{
    /// <summary>It is answered.</summary>
    None,

    /// <summary>The connection breaks before the storage hears of it.</summary>
    Drop,

    /// <summary>The connection breaks after the storage has done it: the client cannot know.</summary>
    LoseAnswer,

    /// <summary>The storage has done it, and the connection breaks in the middle of the answer.</summary>
    CutAnswer,

    /// <summary>It is answered late.</summary>
    Delay,

    /// <summary>503 ServerBusy, as Azure Storage says it.</summary>
    Busy,

    /// <summary>503 without a word, as a load balancer says it.</summary>
    Unavailable,

    /// <summary>429 without a word.</summary>
    TooMany,
}

/// <summary>A way to one service of the storage on which a script, or a seeded chance, makes trouble.</summary>
internal sealed class FaultProxy : IAsyncDisposable
{
    private const string BusyBody = """<?xml version="1.0" encoding="utf-8"?><Error><Code>ServerBusy</Code><Message>The server is busy.</Message></Error>""";

    private readonly WebApplication _app;
    private readonly HttpClient _storage;
    private readonly ConcurrentQueue<Fault> _next = new();
    private readonly ConcurrentDictionary<Fault, int> _done = new();
    private volatile Func<HttpRequest, Fault> _script = _ => Fault.None;

    private FaultProxy(Uri storage)
    {
        _storage = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, UseProxy = false });
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.Listen(IPAddress.Loopback, 0);
            kestrel.Limits.MaxRequestBodySize = null;
        });
        _app = builder.Build();
        _app.Run(http => ServeAsync(http, storage));
    }

    /// <summary>Where it listens.</summary>
    public Uri Address => new(_app.Urls.First());

    /// <summary>How late <see cref="Fault.Delay"/> is.</summary>
    public TimeSpan Latency { get; set; } = TimeSpan.FromMilliseconds(300);

    /// <summary>How often it did what; <see cref="Fault.None"/> counts what simply came through.</summary>
    public int Count(Fault fault) => _done.GetValueOrDefault(fault);

    /// <summary>Starts a proxy before a service.</summary>
    public static async Task<FaultProxy> StartAsync(Uri storage)
    {
        var proxy = new FaultProxy(new Uri(storage.GetLeftPart(UriPartial.Authority)));
        await proxy._app.StartAsync();
        return proxy;
    }

    /// <summary>Does this to the next requests, one after the other.</summary>
    public void Next(params ReadOnlySpan<Fault> faults)
    {
        foreach (var fault in faults)
            _next.Enqueue(fault);
    }

    /// <summary>Does this to each request from now on.</summary>
    public void Always(Fault fault) => _script = _ => fault;

    /// <summary>Does this to each request of which a condition holds.</summary>
    public void Always(Fault fault, Func<HttpRequest, bool> where) => _script = request => where(request) ? fault : Fault.None;

    /// <summary>Makes trouble by chance.</summary>
    /// <param name="seed">The same seed gives the same sequence of faults.</param>
    /// <param name="rates">How likely each fault is.</param>
    public void Chaos(int seed, params (Fault Fault, double Rate)[] rates)
    {
        var random = new Random(seed);
        _script = _ =>
        {
            double chance;
            lock (random)
                chance = random.NextDouble();
            foreach (var (fault, rate) in rates)
            {
                if ((chance -= rate) < 0)
                    return fault;
            }

            return Fault.None;
        };
    }

    /// <summary>Lets everything through again.</summary>
    public void Mend()
    {
        _script = _ => Fault.None;
        _next.Clear();
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _storage.Dispose();
    }

    private async Task ServeAsync(HttpContext http, Uri storage)
    {
        var fault = _next.TryDequeue(out var next) ? next : _script(http.Request);
        _done.AddOrUpdate(fault, 1, (_, count) => count + 1);
        switch (fault)
        {
            case Fault.Drop:
                http.Abort();
                return;
            case Fault.Busy:
                http.Response.Headers["x-ms-error-code"] = "ServerBusy";
                http.Response.ContentType = "application/xml";
                http.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
                await http.Response.WriteAsync(BusyBody);
                return;
            case Fault.Unavailable:
                http.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
                return;
            case Fault.TooMany:
                http.Response.StatusCode = StatusCodes.Status429TooManyRequests;
                return;
            case Fault.Delay:
                await Task.Delay(Latency, http.RequestAborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                break;
        }

        try
        {
            await PassOnAsync(http, storage, fault);
        }
        catch (Exception e) when (e is HttpRequestException or IOException or OperationCanceledException)
        {
            http.Abort(); // the storage itself is away, or the client is
        }
    }

    private async Task PassOnAsync(HttpContext http, Uri storage, Fault fault)
    {
        using var request = await CopyAsync(http, storage);
        using var answer = await _storage.SendAsync(request, http.RequestAborted);
        var body = await answer.Content.ReadAsByteArrayAsync(http.RequestAborted);
        if (fault == Fault.LoseAnswer)
        {
            http.Abort();
            return;
        }

        http.Response.StatusCode = (int)answer.StatusCode;
        foreach (var (name, values) in answer.Headers.NonValidated.Concat(answer.Content.Headers.NonValidated))
        {
            if (name is not ("Transfer-Encoding" or "Connection" or "Keep-Alive") && !(name == "Content-Length" && answer.StatusCode is HttpStatusCode.NoContent or HttpStatusCode.NotModified))
                http.Response.Headers.Append(name, values.ToString());
        }

        if (fault == Fault.CutAnswer)
        {
            http.Response.ContentLength = body.Length + 1;
            await http.Response.Body.WriteAsync(body.AsMemory(0, body.Length / 2));
            await http.Response.Body.FlushAsync();
            http.Abort();
        }
        else if (body.Length > 0)
        {
            await http.Response.Body.WriteAsync(body, http.RequestAborted);
        }
    }

    /// <summary>As it came, to the letter: the storage checks a signature over the path and most headers, though not over the port.</summary>
    private static async Task<HttpRequestMessage> CopyAsync(HttpContext http, Uri storage)
    {
        var target = http.Features.Get<IHttpRequestFeature>()!.RawTarget;
        var asIs = new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true };
        var request = new HttpRequestMessage(new HttpMethod(http.Request.Method), new Uri(storage.GetLeftPart(UriPartial.Authority) + target, asIs));
        using var body = new MemoryStream();
        await http.Request.Body.CopyToAsync(body, http.RequestAborted);
        if (http.Request.ContentLength is not null || body.Length > 0)
            request.Content = new ByteArrayContent(body.ToArray());
        foreach (var (name, values) in http.Request.Headers)
        {
            if (name is not ("Host" or "Connection" or "Transfer-Encoding" or "Expect") && !request.Headers.TryAddWithoutValidation(name, values.AsEnumerable()))
                request.Content?.Headers.TryAddWithoutValidation(name, values.AsEnumerable());
        }

        return request;
    }
}
