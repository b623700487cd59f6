using System.Text.Json;

namespace Emotion.Infra.Tests;

/// <summary>The function app: signed in as itself everywhere, and with no secret among its settings.</summary>
public class FunctionAppTests
{
    private static readonly string[] Settings =
    [
        "APPLICATIONINSIGHTS_AUTHENTICATION_STRING",
        "APPLICATIONINSIGHTS_CONNECTION_STRING",
        "AzureWebJobsStorage__blobServiceUri",
        "AzureWebJobsStorage__clientId",
        "AzureWebJobsStorage__credential",
        "AzureWebJobsStorage__queueServiceUri",
        "AzureWebJobsStorage__tableServiceUri",
    ];

    [Fact]
    public async Task The_settings_are_these_and_no_others() =>
        Assert.Equal(Settings, (await Deployment.Full).AppSettings.Keys.Order(StringComparer.Ordinal));

    [Fact]
    public async Task No_setting_holds_a_key()
    {
        var settings = (await Deployment.Full).AppSettings;
        Assert.All(settings.Values, value => Assert.DoesNotContain("listKeys", value, StringComparison.OrdinalIgnoreCase));
        Assert.All(settings.Values, value => Assert.DoesNotContain("AccountKey", value, StringComparison.OrdinalIgnoreCase));
        Assert.Contains("Authorization=AAD", settings["APPLICATIONINSIGHTS_AUTHENTICATION_STRING"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Telemetry_is_taken_from_senders_who_sign_in_only()
    {
        var full = await Deployment.Full;
        Assert.True((bool)full.The("Microsoft.Insights/components")["properties"]!["DisableLocalAuth"]!);
        Assert.True((bool)full.The("Microsoft.OperationalInsights/workspaces")["properties"]!["features"]!["disableLocalAuth"]!);
    }

    [Fact]
    public async Task The_app_is_reached_by_HTTPS_only_and_deployed_to_by_nobody_with_a_password()
    {
        var full = await Deployment.Full;
        var app = full.The("Microsoft.Web/sites")["properties"]!;
        Assert.True((bool)app["httpsOnly"]!);
        Assert.Equal("1.2", (string?)app["siteConfig"]!["minTlsVersion"]);

        var passwords = full.Of("Microsoft.Web/sites/basicPublishingCredentialsPolicies");
        Assert.Equal(["ftp", "scm"], passwords.Select(policy => ((string)policy["name"]!).Split('/')[^1]).Order());
        Assert.All(passwords, policy => Assert.False((bool)policy["properties"]!["allow"]!));
    }

    [Fact]
    public async Task The_package_is_fetched_with_the_apps_identity()
    {
        var storage = (await Deployment.Plain).The("Microsoft.Web/sites")["properties"]!["functionAppConfig"]!["deployment"]!["storage"]!;
        Assert.Equal("UserAssignedIdentity", (string?)storage["authentication"]!["type"]);
        Assert.EndsWith("'app-package')]", (string?)storage["value"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_runtime_follows_the_hosting_to_the_letter()
    {
        Assert.Equal(("dotnet-isolated", "10.0"), Runtime(await Deployment.Plain));
        Assert.Equal(("custom", "1.0"), Runtime(await Deployment.Other));
    }

    [Fact]
    public async Task A_custom_handler_gets_the_settings_of_the_sample_besides()
    {
        await using var file = File.OpenRead(Path.Combine(AppContext.BaseDirectory, "local.settings.sample.json"));
        using var sample = await JsonDocument.ParseAsync(file, cancellationToken: TestContext.Current.CancellationToken);
        var expected = sample.RootElement.GetProperty("Values").EnumerateObject()
            .Where(value => value.Name.StartsWith("AzureFunctionsJobHost__", StringComparison.Ordinal))
            .ToDictionary(value => value.Name, value => value.Value.GetString()!);
        Assert.NotEmpty(expected);

        var added = (await Deployment.Other).AppSettings.Where(setting => !Settings.Contains(setting.Key));
        Assert.Equal(expected.OrderBy(value => value.Key), added.OrderBy(setting => setting.Key));
    }

    private static (string? Name, string? Version) Runtime(Deployment deployment)
    {
        var runtime = deployment.The("Microsoft.Web/sites")["properties"]!["functionAppConfig"]!["runtime"]!;
        return ((string?)runtime["name"], (string?)runtime["version"]);
    }
}
