using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using Emotion.Cli.LocalHost;
using Emotion.Functions.Hosting.CustomHandler;
using Emotion.Functions.Hosting.Telemetry;
using Emotion.Pipeline;
using Emotion.Pipeline.Settings;

namespace Emotion.Functions.Tests;

/// <summary>The app's settings, as a file gives them and as the app answers to those that make no sense.</summary>
public class SettingsTests
{
    [Fact]
    public async Task The_app_starts_with_the_sample_of_local_settings()
    {
        var settings = Sample().Select(setting => (setting.Key, setting.Value!.GetValue<string>())).ToArray();
        await using var handler = await HandlerProcess.StartAsync(
            FunctionsApp.Read(AppContext.BaseDirectory), "UseDevelopmentStorage=true", onLine: null, TestContext.Current.CancellationToken, settings);
        await handler.InvokeAsync(FunctionCall.WithText("RecordScoringFailure", "message", "garbage", []), TestContext.Current.CancellationToken);
    }

    [Fact]
    public void The_sample_has_every_setting_with_its_default_value()
    {
        string[] expected =
        [
            .. Defaults(ClipOptions.Section, new ClipOptions()),
            .. Defaults(ModelOptions.Section, new ModelOptions()),
            .. Defaults(HandlerOptions.Section, new HandlerOptions()),
            .. Defaults(TelemetryOptions.Section, new TelemetryOptions()),
        ];
        var sample = Sample().Select(setting => $"{setting.Key}={setting.Value}").ToList();
        Assert.All(expected, setting => Assert.Contains(setting, sample));
    }

    [Theory]
    [InlineData("Model__RefreshSeconds", "0", "Setting Model__RefreshSeconds is 0; it must be from 1 to 3600 seconds.")]
    [InlineData("Model__RefreshSeconds", "often", "'often' at 'Model__RefreshSeconds'")]
    [InlineData("Handler__LargestCallMiB", "0", "Setting Handler__LargestCallMiB is 0; it must be from 1 to 2047 MiB.")]
    [InlineData("Telemetry__Console", "perhaps", "'perhaps' at 'Telemetry__Console'")]
    [InlineData("OTEL_EXPORTER_OTLP_ENDPOINT", "collector", "Setting OTEL_EXPORTER_OTLP_ENDPOINT is collector; it must be an address")]
    [InlineData("APPLICATIONINSIGHTS_CONNECTION_STRING", "foo", "Setting APPLICATIONINSIGHTS_CONNECTION_STRING is no connection string")]
    [InlineData("APPLICATIONINSIGHTS_AUTHENTICATION_STRING", "AAD", "Setting APPLICATIONINSIGHTS_AUTHENTICATION_STRING must be Authorization=AAD")]
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

    private static JsonObject Sample() =>
        JsonNode.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "local.settings.sample.json")))!["Values"]!.AsObject();

    /// <summary>All but folders, whose default is a place on this machine.</summary>
    private static IEnumerable<string> Defaults<T>(string section, T options) => typeof(T).GetProperties()
        .Where(property => property.CanWrite && !property.Name.EndsWith("Folder", StringComparison.Ordinal))
        .Select(property => string.Create(CultureInfo.InvariantCulture, $"{section}__{property.Name}={property.GetValue(options)}").Replace("=False", "=false", StringComparison.Ordinal));
}
