using Azure.Monitor.OpenTelemetry.Exporter;
using Emotion.Pipeline.Telemetry;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Emotion.Functions.Hosting.Telemetry;

/// <summary>
/// Sends the pipeline's spans and metrics where the settings say: to a collector (<c>OTEL_EXPORTER_OTLP_ENDPOINT</c>), to Application Insights
/// (<c>APPLICATIONINSIGHTS_CONNECTION_STRING</c>), to the console (<c>Telemetry__Console</c>); nowhere by default. Logs go through the host.
/// </summary>
internal static class TelemetryServices
{
    private const string OtlpEndpoint = "OTEL_EXPORTER_OTLP_ENDPOINT";
    private const string ApplicationInsights = "APPLICATIONINSIGHTS_CONNECTION_STRING";
    private const string ServiceName = "emotion-functions"; // OTEL_SERVICE_NAME overrules it

    /// <summary>Registers telemetry.</summary>
    /// <param name="builder">The app.</param>
    /// <param name="callSource">Whose spans stand for the host's calls: they carry the trace from the host to the steps.</param>
    public static void AddTelemetry(this IHostApplicationBuilder builder, string callSource)
    {
        var configuration = builder.Configuration;
        var console = configuration.GetSection(TelemetryOptions.Section).Get<TelemetryOptions>()?.Console ?? false;
        var otlp = IsSet(configuration, OtlpEndpoint);
        var azure = IsSet(configuration, ApplicationInsights);
        if (!console && !otlp && !azure)
            return;

        var telemetry = builder.Services.AddOpenTelemetry()
            .ConfigureResource(resource => resource.AddService(ServiceName).AddEnvironmentVariableDetector())
            .WithTracing(traces => traces.AddSource(PipelineTelemetry.Name, callSource))
            .WithMetrics(metrics => metrics.AddMeter(PipelineTelemetry.Name));
        if (console)
            telemetry.ToConsole();
        if (otlp)
            telemetry.ToCollector();
        if (azure)
            telemetry.ToApplicationInsights(configuration);
    }

    private static bool IsSet(IConfiguration configuration, string name) => !string.IsNullOrWhiteSpace(configuration[name]);

    private static void ToConsole(this OpenTelemetryBuilder telemetry) => telemetry
        .WithTracing(traces => traces.AddProcessor(new SimpleActivityExportProcessor(new SpanLines(Console.Out))))
        .WithMetrics(metrics => metrics.AddReader(new PeriodicExportingMetricReader(new MetricLines(Console.Out))));

    private static void ToCollector(this OpenTelemetryBuilder telemetry) => telemetry
        .WithTracing(traces => traces.AddOtlpExporter())
        .WithMetrics(metrics => metrics.AddOtlpExporter());

    private static void ToApplicationInsights(this OpenTelemetryBuilder telemetry, IConfiguration configuration) => telemetry
        .WithTracing(traces => traces.AddAzureMonitorTraceExporter(options => options.Credential = AzureMonitorIdentity.Of(configuration)))
        .WithMetrics(metrics => metrics.AddAzureMonitorMetricExporter(options => options.Credential = AzureMonitorIdentity.Of(configuration)));
}
