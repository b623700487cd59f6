using System.Data.Common;
using Emotion.Pipeline;

namespace Emotion.Tests;

/// <summary>The three services of a storage, each behind a <see cref="FaultProxy"/>.</summary>
internal sealed class FaultyStorage : IAsyncDisposable
{
    private FaultyStorage(FaultProxy blob, FaultProxy queue, FaultProxy table, string connectionString)
    {
        Blob = blob;
        Queue = queue;
        Table = table;
        ConnectionString = connectionString;
    }

    public FaultProxy Blob { get; }

    public FaultProxy Queue { get; }

    public FaultProxy Table { get; }

    public IReadOnlyList<FaultProxy> All => [Blob, Queue, Table];

    /// <summary>The way through the proxies.</summary>
    public string ConnectionString { get; }

    /// <summary>Starts proxies before the storage that a connection string names.</summary>
    public static async Task<FaultyStorage> StartAsync(string connectionString)
    {
        var parts = new DbConnectionStringBuilder { ConnectionString = connectionString };
        var blob = await BeforeAsync("BlobEndpoint");
        var queue = await BeforeAsync("QueueEndpoint");
        var table = await BeforeAsync("TableEndpoint");
        return new FaultyStorage(blob, queue, table, string.Concat(parts.Keys!.Cast<string>().Select(key => $"{key}={parts[key]};")));

        async Task<FaultProxy> BeforeAsync(string endpoint)
        {
            var service = new Uri((string)parts[endpoint]);
            var proxy = await FaultProxy.StartAsync(service);
            parts[endpoint] = new Uri(proxy.Address, service.AbsolutePath).ToString();
            return proxy;
        }
    }

    /// <summary>Lets everything through again.</summary>
    public void Mend()
    {
        foreach (var proxy in All)
            proxy.Mend();
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var proxy in All)
            await proxy.DisposeAsync();
    }
}
