using System.Text.Json.Nodes;
using Emotion.Pipeline.Clips;
using Emotion.Pipeline.Results;

namespace Emotion.Functions.Tests;

/// <summary>The handler reads the calls of the Functions host as it makes them, and answers as it wants.</summary>
[Collection(HandlerFixture.Calls)]
public sealed class CustomHandlerTests(HandlerFixture handler)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static ClipVersion NewVersion() =>
        new(new ClipId("handler", $"{Guid.NewGuid():N}/day 1/ä.wav"), "0x8DE2B0", new DateTimeOffset(2026, 11, 24, 10, 0, 0, TimeSpan.Zero));

    [Fact]
    public async Task A_success_carries_the_json_body_without_which_the_host_counts_a_failure()
    {
        var version = NewVersion();
        var (status, body) = await handler.PostAsync("ExtractFeatures", HostCalls.Blob(version, "junk"u8.ToArray()), Cancel);

        Assert.Equal(200, status);
        AssertIsInvocationResponse(body, $"{version.Clip}: Rejected Undecodable");
        Assert.Equal(version, (await RowAsync(version.Clip))!.Version);
    }

    [Fact]
    public async Task Names_that_are_quoted_once_and_properties_as_text_are_read_as_well()
    {
        var version = NewVersion();
        var call = JsonNode.Parse(HostCalls.Blob(version, "junk"u8.ToArray()))!;
        call["Metadata"]!["name"] = version.Clip.BlobName;
        call["Metadata"]!["Properties"] = """{"ETag":"\"0x8DE2B0\"","LastModified":"2026-11-24T10:00:00+00:00"}""";
        var (status, _) = await handler.PostAsync("ExtractFeatures", call.ToJsonString(), Cancel);

        Assert.Equal(200, status);
        Assert.Equal(version, (await RowAsync(version.Clip))!.Version);
    }

    [Theory]
    [InlineData("""{"Data":{},"Metadata":{}}""", "Metadata.name is missing")]
    [InlineData("""{"Data":{"clip":"not base64!"},"Metadata":{"name":"a/b.wav","Properties":{"ETag":"1","LastModified":"2026-11-24T10:00:00Z"}}}""", "not Base64")]
    [InlineData("[]", "not a JSON object")]
    [InlineData("hello", "not JSON")]
    [InlineData("", "not JSON")]
    public async Task A_call_that_lacks_something_is_refused_by_name(string body, string says)
    {
        var (status, answer) = await handler.PostAsync("ExtractFeatures", body, Cancel);
        Assert.Equal(400, status);
        AssertIsInvocationResponse(answer, says);
    }

    [Fact]
    public async Task An_unknown_function_is_not_found() =>
        Assert.Equal(404, (await handler.PostAsync("Nothing", HostCalls.Queue("x"), Cancel)).Status);

    [Fact]
    public async Task A_failed_step_is_an_error_status_with_the_reason()
    {
        var (status, body) = await handler.PostAsync("ScoreClip", HostCalls.Queue("garbage"), Cancel);
        Assert.Equal(500, status);
        AssertIsInvocationResponse(body, "not a clip's features");
    }

    [Fact]
    public async Task A_body_over_the_limit_is_refused_with_the_settings_name()
    {
        var (status, body) = await handler.PostAsync("ScoreClip", HostCalls.Queue(new string('x', 2 << 20)), Cancel);
        Assert.Equal(413, status);
        AssertIsInvocationResponse(body, "Handler__LargestCallMiB");
    }

    private async Task<ClipResult?> RowAsync(ClipId clip) => (await new ResultTable(handler.Storage.Tables).FindAsync(clip, Cancel))?.Result;

    private static void AssertIsInvocationResponse(string body, string log)
    {
        var response = JsonNode.Parse(body)!;
        Assert.Empty(response["Outputs"]!.AsObject());
        Assert.Null(response["ReturnValue"]);
        Assert.Contains(log, Assert.Single(response["Logs"]!.AsArray())!.GetValue<string>(), StringComparison.Ordinal);
    }
}
