using Azure.Core;
using Azure.Data.Tables;
using Azure.Identity;
using Azure.Storage.Blobs;
using Azure.Storage.Queues;
using Emotion.Pipeline.Settings;

namespace Emotion.Pipeline;

/// <summary>One storage account, by connection string or by name and identity.</summary>
public sealed class Storage
{
    /// <summary>The setting's name, by the convention of Azure Functions.</summary>
    public const string Setting = StorageOptions.Section;

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
    /// <exception cref="FormatException">It is neither.</exception>
    public static Storage Connect(string connectionStringOrAccountName)
    {
        var text = connectionStringOrAccountName.Trim();
        return text.Contains('=', StringComparison.Ordinal)
            ? new(new BlobServiceClient(text), new QueueServiceClient(text, Base64Messages), new TableServiceClient(text))
            : Connect(StorageAddresses.OfAccount(text), new DefaultAzureCredential());
    }

    /// <summary>Connects as the settings say.</summary>
    /// <exception cref="InvalidOperationException">The settings name no storage account, only a part of one, or make no sense; the message names them.</exception>
    public static Storage Connect(StorageOptions options)
    {
        try
        {
            return string.IsNullOrWhiteSpace(options.ConnectionString)
                ? Connect(StorageAddresses.Of(options), IdentityOf(options))
                : Connect(options.ConnectionString);
        }
        catch (FormatException e)
        {
            throw new InvalidOperationException($"Setting {Setting} names no storage account: {e.Message}", e);
        }
    }

    private static Storage Connect(StorageAddresses at, TokenCredential identity) => new(
        new BlobServiceClient(at.Blob, identity), new QueueServiceClient(at.Queue, identity, Base64Messages), new TableServiceClient(at.Table, identity));

    /// <summary>As the Functions host reads the same two settings.</summary>
    private static TokenCredential IdentityOf(StorageOptions options) => options.Credential switch
    {
        null or "" => new DefaultAzureCredential(DefaultIdentity(options.ClientId)),
        var chosen when chosen.Equals("managedidentity", StringComparison.OrdinalIgnoreCase) => new ManagedIdentityCredential(
            string.IsNullOrEmpty(options.ClientId) ? ManagedIdentityId.SystemAssigned : ManagedIdentityId.FromUserAssignedClientId(options.ClientId)),
        var other => throw new InvalidOperationException($"Setting {Setting}__credential is {other}; it can be managedidentity, or be left out."),
    };

    private static DefaultAzureCredentialOptions DefaultIdentity(string? clientId)
    {
        var options = new DefaultAzureCredentialOptions(); // takes AZURE_CLIENT_ID from the environment
        if (!string.IsNullOrEmpty(clientId))
            options.ManagedIdentityClientId = clientId;
        return options;
    }
}
