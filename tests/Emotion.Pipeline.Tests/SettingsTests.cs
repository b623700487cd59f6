using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Emotion.Pipeline.Tests;

/// <summary>The settings of the pipeline, and what is said of those that make no sense.</summary>
public class SettingsTests
{
    [Fact]
    public void A_connection_string_an_account_name_or_three_service_uris_connect()
    {
        Assert.Equal("devstoreaccount1", Connect(("AzureWebJobsStorage", "UseDevelopmentStorage=true")).Blobs.AccountName);
        Assert.Equal("https://lab.blob.core.windows.net/", Connect(("AzureWebJobsStorage:accountName", "lab")).Blobs.Uri.ToString());
        Assert.Equal("https://c.example/", Connect(ThreeUris).Tables.Uri.ToString());
    }

    [Fact]
    public void What_Azure_sets_for_a_user_assigned_identity_connects() => Assert.Equal(
        "https://a.example/",
        Connect([.. ThreeUris, ("AzureWebJobsStorage:credential", "managedidentity"), ("AzureWebJobsStorage:clientId", "11111111-2222-3333-4444-555555555555")]).Blobs.Uri.ToString());

    public static TheoryData<string, string, string> Faults => new()
    {
        { "AzureWebJobsStorage:blobServiceUri", "https://a.example/", "AzureWebJobsStorage__accountName" },
        { "AzureWebJobsStorage:blobServiceUri", "https://a.example/", "__queueServiceUri" },
        { "AzureWebJobsStorage", "AccountName=x;AccountKey", "Setting AzureWebJobsStorage names no storage account" },
        { "AzureWebJobsStorage", "my account", "\"my account\" is neither the name of a storage account" },
        { "AzureWebJobsStorage:accountName", "lab.blob.core.windows.net", "neither the name of a storage account" },
        { "Clips:LargestMegabytes", "0", "Setting Clips__LargestMegabytes is 0; it must be from 1 to 1000000 megabytes." },
        { "Clips:DecodeSeconds", "0", "Setting Clips__DecodeSeconds is 0; it must be from 1 to 3600 seconds." },
        { "Model:RefreshSeconds", "0", "Setting Model__RefreshSeconds is 0; it must be from 1 to 3600 seconds." },
        { "Model:LargestMegabytes", "4096", "Setting Model__LargestMegabytes is 4096; it must be from 1 to 1024 megabytes." },
        { "Model:ShippedFolder", "", "Setting Model__ShippedFolder is empty" },
    };

    [Theory, MemberData(nameof(Faults))]
    public void A_setting_at_fault_is_named_at_start(string setting, string value, string says) =>
        Assert.Contains(says, FaultsOf((setting, value)), StringComparison.Ordinal);

    [Fact]
    public void Service_uris_are_https_and_the_credential_is_one_that_is_known()
    {
        Assert.Contains(
            "Setting AzureWebJobsStorage__queueServiceUri is http://b.example/; it must be an address that starts with https://.",
            FaultsOf([.. ThreeUris, ("AzureWebJobsStorage:queueServiceUri", "http://b.example/")]),
            StringComparison.Ordinal);
        Assert.Contains("Setting AzureWebJobsStorage__credential is password", FaultsOf([.. ThreeUris, ("AzureWebJobsStorage:credential", "password")]), StringComparison.Ordinal);
    }

    private static (string, string)[] ThreeUris =>
    [
        ("AzureWebJobsStorage:blobServiceUri", "https://a.example/"),
        ("AzureWebJobsStorage:queueServiceUri", "https://b.example/"),
        ("AzureWebJobsStorage:tableServiceUri", "https://c.example/"),
    ];

    private static Storage Connect(params (string Key, string Value)[] settings)
    {
        using var services = Services(settings);
        services.GetRequiredService<IStartupValidator>().Validate();
        return services.GetRequiredService<Storage>();
    }

    /// <summary>What the validation at start says.</summary>
    private static string FaultsOf(params (string Key, string Value)[] settings)
    {
        using var services = Services(settings);
        var thrown = Assert.ThrowsAny<Exception>(services.GetRequiredService<IStartupValidator>().Validate);
        Assert.All(thrown is AggregateException several ? several.InnerExceptions : [thrown], e => Assert.IsType<OptionsValidationException>(e));
        return thrown.Message;
    }

    private static ServiceProvider Services((string Key, string Value)[] settings)
    {
        var configuration = new ConfigurationManager();
        foreach (var (key, value) in settings)
            configuration[key] = value;
        return new ServiceCollection().AddLogging().AddEmotionPipeline(configuration).BuildServiceProvider();
    }
}
