namespace Emotion.Pipeline.Settings;

/// <summary>
/// The storage account, as the Functions convention names it: <c>AzureWebJobsStorage</c> is a connection string; or the parts of section
/// <c>AzureWebJobsStorage</c> name the account for the identity of the machine.
/// </summary>
public sealed class StorageOptions
{
    /// <summary>The setting's name.</summary>
    public const string Section = "AzureWebJobsStorage";

    /// <summary>Connection string: the value of <c>AzureWebJobsStorage</c> itself.</summary>
    public string? ConnectionString { get; set; }

    /// <summary>Account name, instead of a connection string.</summary>
    public string? AccountName { get; set; }

    /// <summary>Address of the blob service; with the two others, instead of an account name.</summary>
    public string? BlobServiceUri { get; set; }

    /// <summary>Address of the queue service.</summary>
    public string? QueueServiceUri { get; set; }

    /// <summary>Address of the table service.</summary>
    public string? TableServiceUri { get; set; }

    /// <summary><c>managedidentity</c> for the identity that Azure gives to the app; the default tries all that the machine has.</summary>
    public string? Credential { get; set; }

    /// <summary>Client id of a user-assigned identity.</summary>
    public string? ClientId { get; set; }
}
