using Azure.Monitor.OpenTelemetry.Exporter;
using Emotion.Pipeline.Telemetry;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Emotion.Functions.Hosting.Telemetry;

/// <summary>Sends the pipeline's spans and metrics where <see cref="TelemetryOptions"/> say; nowhere by default. Logs go through the host.</summary>
internal static class TelemetryServices
{
    private const string Sampler = "OTEL_TRACES_SAMPLER";
    private const string ServiceName = "emotion-functions"; // OTEL_SERVICE_NAME overrules it

    /// <summary>Registers telemetry.</summary>
    /// <param name="builder">The app.</param>
    /// <param name="callSource">Whose spans stand for the host's calls: they carry the trace from the host to the steps.</param>
    public static void AddTelemetry(this IHostApplicationBuilder builder, string callSource)
    {
        var configuration = builder.Configuration;
        builder.Services.AddSingleton<IValidateOptions<TelemetryOptions>, TelemetryOptions.Validator>();
        builder.Services.AddOptions<TelemetryOptions>().Bind(configuration.GetSection(TelemetryOptions.Section)).Configure(options => options.Read(configuration)).ValidateOnStart();

        // Which exporters there are is decided now. Settings that make no sense are told when the app starts; until then nothing may trip over them.
        var options = configuration.GetSection(TelemetryOptions.Section).Get<TelemetryOptions>() ?? new TelemetryOptions();
        options.Read(configuration);
        if (!options.IsOn || new TelemetryOptions.Validator().Validate(name: null, options).Failed)
            return;

        var telemetry = builder.Services.AddOpenTelemetry()
            .ConfigureResource(resource => resource.AddService(ServiceName).AddEnvironmentVariableDetector())
            .WithTracing(traces => traces.AddSource(PipelineTelemetry.Name, callSource).AddProcessor(new CallSpans(callSource)))
            .WithMetrics(metrics => metrics.AddMeter(PipelineTelemetry.Name));
        if (options.Console)
            telemetry.ToConsole();
        if (options.OtlpEndpoint is not null)
            telemetry.ToCollector();
        if (options.ApplicationInsights is not null)
            telemetry.ToApplicationInsights(options);
        if (string.IsNullOrEmpty(configuration[Sampler]))
            telemetry.WithTracing(KeepAll);
    }

    /// <summary>
    /// Every clip's trace: two spans are few beside its storage calls. Said last, since Azure Monitor would keep five traces a second, and OpenTelemetry
    /// would drop what a caller did not sample, which the Functions host does at will.
    /// </summary>
    private static void KeepAll(TracerProviderBuilder traces) => traces.SetSampler(new AlwaysOnSampler());

    private static void ToConsole(this OpenTelemetryBuilder telemetry) => telemetry
        .WithTracing(traces => traces.AddProcessor(new SimpleActivityExportProcessor(new SpanLines(Console.Out))))
        .WithMetrics(metrics => metrics.AddReader(new PeriodicExportingMetricReader(new MetricLines(Console.Out))));

    private static void ToCollector(this OpenTelemetryBuilder telemetry) => telemetry
        .WithTracing(traces => traces.AddOtlpExporter())
        .WithMetrics(metrics => metrics.AddOtlpExporter());

    private static void ToApplicationInsights(this OpenTelemetryBuilder telemetry, TelemetryOptions options) => telemetry
        .WithTracing(traces => traces.AddAzureMonitorTraceExporter(exporter => exporter.Credential = AzureMonitorCredential.Of(options.ApplicationInsightsIdentity)))
        .WithMetrics(metrics => metrics.AddAzureMonitorMetricExporter(exporter => exporter.Credential = AzureMonitorCredential.Of(options.ApplicationInsightsIdentity)));
}
