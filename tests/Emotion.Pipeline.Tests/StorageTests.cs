using Microsoft.Extensions.Configuration;

namespace Emotion.Pipeline.Tests;

public class StorageTests
{
    [Fact]
    public void A_connection_string_an_account_name_or_three_service_uris_connect()
    {
        Assert.Equal("devstoreaccount1", Connect(("AzureWebJobsStorage", "UseDevelopmentStorage=true")).Blobs.AccountName);
        Assert.Equal("https://lab.blob.core.windows.net/", Connect(("AzureWebJobsStorage:accountName", "lab")).Blobs.Uri.ToString());
        var storage = Connect(
            ("AzureWebJobsStorage:blobServiceUri", "https://a.example/"),
            ("AzureWebJobsStorage:queueServiceUri", "https://b.example/"),
            ("AzureWebJobsStorage:tableServiceUri", "https://c.example/"));
        Assert.Equal("https://c.example/", storage.Tables.Uri.ToString());
    }

    [Fact]
    public void A_missing_setting_is_named()
    {
        var e = Assert.Throws<InvalidOperationException>(() => Connect(("AzureWebJobsStorage:blobServiceUri", "https://a.example/")));
        Assert.Contains("AzureWebJobsStorage__accountName", e.Message, StringComparison.Ordinal);
        Assert.Contains("__queueServiceUri", e.Message, StringComparison.Ordinal);
    }

    private static Storage Connect(params (string Key, string Value)[] settings) =>
        Storage.Connect(new ConfigurationBuilder().AddInMemoryCollection(settings.Select(s => KeyValuePair.Create(s.Key, (string?)s.Value))).Build());
}
