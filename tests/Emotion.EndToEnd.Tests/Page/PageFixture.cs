using Emotion.Cli.Page;

namespace Emotion.EndToEnd.Tests.Page;

/// <summary>A page before the real function app, for the tests of one class.</summary>
public sealed class PageFixture : IAsyncLifetime
{
    internal HostFixture Host { get; private set; } = null!;

    internal PageServer Page { get; private set; } = null!;

    internal HttpClient Http { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Host = await HostFixture.StartAsync();
        Page = await StartPageAsync(Host, port: null);
        Http = new HttpClient { BaseAddress = Page.Address };
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await Page.DisposeAsync();
        await Host.DisposeAsync();
    }

    internal static Task<PageServer> StartPageAsync(HostFixture host, int? port) =>
        PageServer.StartAsync(host.Host.HttpFunctions, host.Host.AddressAsync, port, CancellationToken.None);
}
