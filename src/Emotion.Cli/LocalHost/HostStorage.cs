using Azure.Core;
using Azure.Storage.Blobs;
using Azure.Storage.Queues;

namespace Emotion.Cli.LocalHost;

/// <summary>The host's own way to the storage: the listeners wait for it by themselves, so the SDK only bridges a moment.</summary>
internal sealed class HostStorage
{
    /// <summary>Connects.</summary>
    /// <param name="connectionString">Which storage.</param>
    /// <param name="warn">Hears of outages.</param>
    public HostStorage(string connectionString, Action<string> warn)
    {
        Blobs = new BlobServiceClient(connectionString, Brief(new BlobClientOptions()));
        Queues = new QueueServiceClient(connectionString, Brief(new QueueClientOptions()));
        BlobOutage = new Outage("The blob service", warn);
        QueueOutage = new Outage("The queue service", warn);
    }

    /// <summary>Blob service.</summary>
    public BlobServiceClient Blobs { get; }

    /// <summary>Queue service, without message encoding: the raw text is needed to see what is not Base64.</summary>
    public QueueServiceClient Queues { get; }

    /// <summary>How the blob service does.</summary>
    public Outage BlobOutage { get; }

    /// <summary>How the queue service does.</summary>
    public Outage QueueOutage { get; }

    private static T Brief<T>(T options)
        where T : ClientOptions
    {
        options.Retry.MaxRetries = 2;
        options.Retry.Delay = TimeSpan.FromMilliseconds(200);
        options.Retry.NetworkTimeout = TimeSpan.FromSeconds(30);
        return options;
    }
}
