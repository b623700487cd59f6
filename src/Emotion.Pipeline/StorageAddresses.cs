using Emotion.Pipeline.Settings;

namespace Emotion.Pipeline;

/// <summary>The addresses of an account's three services.</summary>
internal sealed record StorageAddresses(Uri Blob, Uri Queue, Uri Table)
{
    /// <summary>Of an account in the public cloud.</summary>
    /// <exception cref="FormatException">No account can have this name.</exception>
    public static StorageAddresses OfAccount(string name) => new(Service(name, "blob"), Service(name, "queue"), Service(name, "table"));

    /// <summary>As the settings say.</summary>
    /// <exception cref="InvalidOperationException">They do not name all of an account; the message says which settings could.</exception>
    public static StorageAddresses Of(StorageOptions options) => options switch
    {
        { AccountName.Length: > 0 } => OfAccount(options.AccountName),
        { BlobServiceUri.Length: > 0, QueueServiceUri.Length: > 0, TableServiceUri.Length: > 0 } => new(
            Address("blobServiceUri", options.BlobServiceUri), Address("queueServiceUri", options.QueueServiceUri), Address("tableServiceUri", options.TableServiceUri)),
        _ => throw new InvalidOperationException(
            $"No storage account is configured. Set {Storage.Setting} to a connection string, or {Storage.Setting}__accountName, "
            + $"or all of {Storage.Setting}__blobServiceUri, __queueServiceUri and __tableServiceUri."),
    };

    private static Uri Service(string account, string service) => account.Length is >= 3 and <= 24 && account.All(char.IsAsciiLetterOrDigit)
        ? new($"https://{account}.{service}.core.windows.net")
        : throw new FormatException($"\"{account}\" is neither the name of a storage account (3 to 24 letters and digits) nor a connection string.");

    /// <summary>A token must not travel in the open.</summary>
    private static Uri Address(string setting, string value) => Uri.TryCreate(value, UriKind.Absolute, out var uri) && uri.Scheme == Uri.UriSchemeHttps
        ? uri
        : throw new InvalidOperationException($"Setting {Storage.Setting}__{setting} is {value}; it must be an address that starts with https://.");
}
