using System.Net.Http.Headers;
using System.Text;
using Emotion.Cli.LocalHost;
using Emotion.Pipeline;
using Emotion.Tests;

[assembly: AssemblyFixture(typeof(Emotion.Functions.Tests.HandlerFixture))]

namespace Emotion.Functions.Tests;

/// <summary>The real handler process on a real Azurite, for raw calls as the Functions host makes them.</summary>
public class HandlerFixture : IAsyncLifetime
{
    /// <summary>The tests share its one queue, so they call one after the other.</summary>
    public const string Calls = "calls";

    private readonly AzuriteFixture _azurite = new();
    private HandlerProcess? _handler;

    public Storage Storage => _azurite.Storage;

    public string ConnectionString => _azurite.ConnectionString;

    /// <summary>Where the handler listens.</summary>
    public Uri Address => _handler!.Address;

    /// <summary>The app's folder.</summary>
    public string Folder { get; private set; } = "";

    public async ValueTask InitializeAsync()
    {
        await _azurite.InitializeAsync();
        Folder = await PrepareFolderAsync();
        var app = FunctionsApp.Read(Folder);
        _handler = await HandlerProcess.StartAsync(app, _azurite.ConnectionString, onLine: null, CancellationToken.None, ("Handler__LargestCallMiB", "1"));
    }

    /// <summary>Posts a raw body to a function.</summary>
    public async Task<(int Status, string Body)> PostAsync(string function, string body, CancellationToken cancel)
    {
        using var content = new StringContent(body, Encoding.UTF8);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        using var http = new HttpClient { BaseAddress = _handler!.Address };
        using var response = await http.PostAsync(function, content, cancel);
        return ((int)response.StatusCode, await response.Content.ReadAsStringAsync(cancel));
    }

    /// <summary>Asks an HTTP function as the Functions host hands requests on.</summary>
    public async Task<HttpAnswer> AskAsync(string method, string address, CancellationToken cancel, byte[]? body = null, string? range = null)
    {
        using var http = new HttpClient { BaseAddress = _handler!.Address };
        using var request = new HttpRequestMessage(new HttpMethod(method), address) { Content = body is null ? null : new ByteArrayContent(body) };
        request.Headers.TryAddWithoutValidation("Range", range);
        using var answer = await http.SendAsync(request, cancel);
        return new HttpAnswer((int)answer.StatusCode, answer.Content.Headers.ContentType?.ToString(), await answer.Content.ReadAsByteArrayAsync(cancel));
    }

    public virtual async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        if (_handler is not null)
            await _handler.DisposeAsync();
        await _azurite.DisposeAsync();
    }

    /// <summary>Makes the app; by default it is what the build left here.</summary>
    protected virtual Task<string> PrepareFolderAsync() => Task.FromResult(AppContext.BaseDirectory);
}
