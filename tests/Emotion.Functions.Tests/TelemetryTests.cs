using System.Net;
using System.Text;
using Emotion.Cli.LocalHost;
using Emotion.Pipeline;

namespace Emotion.Functions.Tests;

/// <summary>Spans and metrics leave the app as the standard variables of OpenTelemetry say.</summary>
public class TelemetryTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_collector_that_the_environment_names_gets_spans_and_metrics()
    {
        using var collector = new HttpListener();
        var address = $"http://127.0.0.1:{Port.Free()}/";
        collector.Prefixes.Add(address);
        collector.Start();
        await using var handler = await StartAsync(
            onLine: null,
            ("OTEL_EXPORTER_OTLP_ENDPOINT", address), ("OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf"),
            ("OTEL_BSP_SCHEDULE_DELAY", "100"), ("OTEL_METRIC_EXPORT_INTERVAL", "500"));

        await handler.InvokeAsync(FunctionCall.WithText("RecordScoringFailure", "message", "garbage", []), Cancel);
        var received = new Dictionary<string, string> { ["/v1/traces"] = "", ["/v1/metrics"] = "" };
        while (!received["/v1/traces"].Contains("RecordScoringFailure", StringComparison.Ordinal) || !received["/v1/metrics"].Contains("emotion.steps", StringComparison.Ordinal))
        {
            var call = await collector.GetContextAsync().WaitAsync(TimeSpan.FromSeconds(30), Cancel);
            using var body = new StreamReader(call.Request.InputStream, Encoding.Latin1);
            received[call.Request.Url!.AbsolutePath] += await body.ReadToEndAsync(Cancel);
            call.Response.Close();
        }

        Assert.All(received.Values, body => Assert.Contains("emotion-functions", body, StringComparison.Ordinal)); // service.name
    }

    [Fact]
    public async Task The_console_shows_a_line_per_span()
    {
        var line = new TaskCompletionSource<string>();
        await using var handler = await StartAsync(text => { if (text.StartsWith("span ", StringComparison.Ordinal)) line.TrySetResult(text); }, ("Telemetry__Console", "true"));
        await handler.InvokeAsync(FunctionCall.WithText("RecordScoringFailure", "message", "garbage", []), Cancel);
        Assert.Matches("^span RecordScoringFailure [0-9.]+ ms  Unreadable trace=[0-9a-f]{32}$", await line.Task.WaitAsync(TimeSpan.FromSeconds(30), Cancel));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("00")]
    [InlineData("01")]
    public async Task A_step_is_traced_whether_or_not_the_host_sampled_its_call(string? flags)
    {
        const string trace = "0af7651916cd43dd8448eb211c80319c";
        var line = new TaskCompletionSource<string>();
        await using var handler = await StartAsync(text => { if (text.StartsWith("span ", StringComparison.Ordinal)) line.TrySetResult(text); }, ("Telemetry__Console", "true"));
        using var http = new HttpClient { BaseAddress = handler.Address };
        using var call = new HttpRequestMessage(HttpMethod.Post, "RecordScoringFailure") { Content = new StringContent(HostCalls.Queue("garbage")) };
        if (flags is not null)
            call.Headers.Add("traceparent", $"00-{trace}-b7ad6b7169203331-{flags}");
        using var answer = await http.SendAsync(call, Cancel);

        var span = await line.Task.WaitAsync(TimeSpan.FromSeconds(30), Cancel);
        Assert.StartsWith("span RecordScoringFailure", span, StringComparison.Ordinal); // and no span of the call itself
        Assert.Equal(flags is not null, span.EndsWith($"trace={trace}", StringComparison.Ordinal));
    }

    /// <summary>The handler, with a storage that these calls never reach.</summary>
    private static Task<HandlerProcess> StartAsync(Action<string>? onLine, params (string, string)[] settings) => HandlerProcess.StartAsync(
        FunctionsApp.Read(AppContext.BaseDirectory), "UseDevelopmentStorage=true", onLine, Cancel, settings);
}
