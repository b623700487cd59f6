using System.Diagnostics;
using System.Text.Json.Nodes;
using Emotion.Pipeline;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Emotion.Functions.Tests;

/// <summary>The app's settings, as a file gives them and as the app answers to those that make no sense.</summary>
public class SettingsTests
{
    [Fact]
    public void The_sample_of_local_settings_binds()
    {
        using var services = new ServiceCollection().AddLogging().AddEmotionPipeline(Sample()).BuildServiceProvider();
        services.GetRequiredService<IStartupValidator>().Validate();
        Assert.Equal("devstoreaccount1", services.GetRequiredService<Storage>().Blobs.AccountName);
    }

    [Theory]
    [InlineData("Model__RefreshSeconds", "0", "Setting Model__RefreshSeconds is 0; it must be from 1 to 3600 seconds.")]
    [InlineData("Model__RefreshSeconds", "often", "'often' at 'Model__RefreshSeconds'")]
    [InlineData("Handler__LargestCallMiB", "0", "Setting Handler__LargestCallMiB is 0; it must be from 1 to 2047 MiB.")]
    [InlineData("Telemetry__Console", "perhaps", "'perhaps' at 'Telemetry__Console'")]
    [InlineData("AzureWebJobsStorage", "", "No storage account is configured. Set AzureWebJobsStorage")]
    public async Task A_setting_that_makes_no_sense_ends_the_start_with_a_sentence(string setting, string value, string says)
    {
        var start = new ProcessStartInfo(Path.Combine(AppContext.BaseDirectory, "Emotion.Functions")) { RedirectStandardError = true, RedirectStandardOutput = true };
        start.Environment[Storage.Setting] = "UseDevelopmentStorage=true";
        start.Environment[setting] = value;
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var error = await process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);

        Assert.Equal(1, process.ExitCode);
        Assert.Contains(says, error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", error + await output, StringComparison.Ordinal); // no stack trace
    }

    /// <summary>Core Tools turn the values into environment variables, in which "__" stands for ":".</summary>
    private static ConfigurationManager Sample()
    {
        var values = JsonNode.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "local.settings.sample.json")))!["Values"]!.AsObject();
        var configuration = new ConfigurationManager();
        foreach (var (name, value) in values)
            configuration[name.Replace("__", ":", StringComparison.Ordinal)] = value!.GetValue<string>();
        return configuration;
    }
}
