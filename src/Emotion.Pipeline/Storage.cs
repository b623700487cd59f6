using Azure.Data.Tables;
using Azure.Identity;
using Azure.Storage.Blobs;
using Azure.Storage.Queues;
using Microsoft.Extensions.Configuration;

namespace Emotion.Pipeline;

/// <summary>
/// One storage account, by connection string or by name and managed identity. The Functions convention names it
/// <c>AzureWebJobsStorage</c> (a connection string), or <c>AzureWebJobsStorage__accountName</c>, or <c>AzureWebJobsStorage__blobServiceUri</c>,
/// <c>__queueServiceUri</c> and <c>__tableServiceUri</c>.
/// </summary>
public sealed class Storage
{
    /// <summary>The setting's name.</summary>
    public const string Setting = "AzureWebJobsStorage";

    /// <summary>The setting's name where it gives an account for the machine's identity, and no connection string.</summary>
    public const string AccountNameSetting = $"{Setting}__accountName";

    /// <summary>What the environment variables say; null where they name no account.</summary>
    public static string? InEnvironment => Environment.GetEnvironmentVariable(Setting) ?? Environment.GetEnvironmentVariable(AccountNameSetting);

    private static readonly QueueClientOptions Base64Messages = new() { MessageEncoding = QueueMessageEncoding.Base64 };

    private Storage(BlobServiceClient blobs, QueueServiceClient queues, TableServiceClient tables)
    {
        Blobs = blobs;
        Queues = queues;
        Tables = tables;
    }

    /// <summary>Blob service.</summary>
    public BlobServiceClient Blobs { get; }

    /// <summary>Queue service; its messages are Base64-encoded, as the Functions queue trigger expects.</summary>
    public QueueServiceClient Queues { get; }

    /// <summary>Table service.</summary>
    public TableServiceClient Tables { get; }

    /// <summary>Connects with a connection string, or with an account name and the identity that the machine has.</summary>
    /// <exception cref="FormatException">A connection string was given that cannot be parsed.</exception>
    public static Storage Connect(string connectionStringOrAccountName)
    {
        var text = connectionStringOrAccountName.Trim();
        return text.Contains('=', StringComparison.Ordinal)
            ? new(new BlobServiceClient(text), new QueueServiceClient(text, Base64Messages), new TableServiceClient(text))
            : Connect(ServiceUri(text, "blob"), ServiceUri(text, "queue"), ServiceUri(text, "table"));
    }

    /// <summary>Connects as the settings say.</summary>
    /// <exception cref="InvalidOperationException">The settings name no storage account, or only a part of one.</exception>
    public static Storage Connect(IConfiguration configuration)
    {
        var section = configuration.GetSection(Setting);
        if ((section.Value ?? section["accountName"]) is { Length: > 0 } account)
            return Connect(account);
        if (Uri(section, "blobServiceUri") is { } blob && Uri(section, "queueServiceUri") is { } queue && Uri(section, "tableServiceUri") is { } table)
            return Connect(blob, queue, table);
        throw new InvalidOperationException(
            $"No storage account is configured. Set {Setting} to a connection string, or {Setting}__accountName, or all of {Setting}__blobServiceUri, __queueServiceUri and __tableServiceUri.");
    }

    private static Storage Connect(Uri blob, Uri queue, Uri table)
    {
        var identity = new DefaultAzureCredential();
        return new(new BlobServiceClient(blob, identity), new QueueServiceClient(queue, identity, Base64Messages), new TableServiceClient(table, identity));
    }

    private static Uri ServiceUri(string account, string service) => new($"https://{account}.{service}.core.windows.net");

    private static Uri? Uri(IConfigurationSection section, string key) => section[key] is { Length: > 0 } uri ? new Uri(uri) : null;
}
