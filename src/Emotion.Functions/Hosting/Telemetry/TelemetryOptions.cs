using Emotion.Pipeline.Settings;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace Emotion.Functions.Hosting.Telemetry;

/// <summary>Where spans and metrics go: section <c>Telemetry</c>, and the usual variables of OpenTelemetry and Azure Monitor.</summary>
internal sealed class TelemetryOptions
{
    /// <summary>Configuration section.</summary>
    public const string Section = "Telemetry";

    private const string Otlp = "OTEL_EXPORTER_OTLP_ENDPOINT";
    private const string AzureMonitor = "APPLICATIONINSIGHTS_CONNECTION_STRING";
    private const string AzureMonitorIdentity = "APPLICATIONINSIGHTS_AUTHENTICATION_STRING";

    /// <summary>Whether they are written to the console, a line each. The default value is false.</summary>
    public bool Console { get; set; }

    /// <summary>Address of an OpenTelemetry collector.</summary>
    internal string? OtlpEndpoint { get; private set; }

    /// <summary>Connection string of Application Insights.</summary>
    internal string? ApplicationInsights { get; private set; }

    /// <summary>Who signs in there, as the Functions host reads it: <c>Authorization=AAD;ClientId=…</c>.</summary>
    internal string? ApplicationInsightsIdentity { get; private set; }

    /// <summary>Whether there is anywhere to send to.</summary>
    internal bool IsOn => Console || OtlpEndpoint is not null || ApplicationInsights is not null;

    /// <summary>Takes the variables that are not in the section; an empty one counts as absent.</summary>
    internal void Read(IConfiguration configuration)
    {
        OtlpEndpoint = Value(Otlp);
        ApplicationInsights = Value(AzureMonitor);
        ApplicationInsightsIdentity = Value(AzureMonitorIdentity);

        string? Value(string name) => string.IsNullOrWhiteSpace(configuration[name]) ? null : configuration[name];
    }

    /// <summary>Says which variable makes no sense, before the exporters meet it.</summary>
    internal sealed class Validator : IValidateOptions<TelemetryOptions>
    {
        /// <inheritdoc/>
        public ValidateOptionsResult Validate(string? name, TelemetryOptions options) => new SettingFaults(Section)
            .Expect(options.OtlpEndpoint is not { } otlp || Uri.TryCreate(otlp, UriKind.Absolute, out _), $"Setting {Otlp} is {options.OtlpEndpoint}; it must be an address such as http://localhost:4317.")
            .Expect(options.ApplicationInsights?.Contains("InstrumentationKey=", StringComparison.OrdinalIgnoreCase) ?? true, $"Setting {AzureMonitor} is no connection string of Application Insights; the portal's overview shows it.")
            .Expect(options.ApplicationInsightsIdentity is not { } identity || AzureMonitorCredential.CanRead(identity), $"Setting {AzureMonitorIdentity} must be Authorization=AAD, or Authorization=AAD;ClientId=ID of a user-assigned identity.")
            .Result;
    }
}
