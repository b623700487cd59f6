using System.Text.Json;
using System.Text.Json.Nodes;
using Emotion.Pipeline.Clips;
using Emotion.Pipeline.Messages;
using Emotion.Pipeline.Results;
using Emotion.Tests;

namespace Emotion.Functions.Tests;

/// <summary>The handler answers the calls that the Functions host makes, byte for byte as it makes them.</summary>
public sealed class CustomHandlerContractTests(HandlerFixture handler)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_blob_arrives_as_base64_with_its_name_quoted_twice()
    {
        var clip = NewClip();
        var (status, body) = await handler.PostAsync("ExtractFeatures", BlobCall(clip, WavFile.VoiceClip()), Cancel);

        Assert.Equal(200, status);
        AssertIsInvocationResponse(body, $"{clip}: features queued");
        var message = await ReceiveAsync();
        Assert.Equal(new ClipVersion(clip, "0x8DE2B0", new DateTimeOffset(2026, 11, 24, 10, 0, 0, TimeSpan.Zero)), message.Version);
    }

    [Fact]
    public async Task A_name_that_is_quoted_once_is_read_as_well()
    {
        var clip = NewClip();
        var call = JsonNode.Parse(BlobCall(clip, "junk"u8.ToArray()))!;
        call["Metadata"]!["name"] = clip.BlobName;
        call["Metadata"]!["Properties"] = """{"ETag":"\"0x8DE2B0\"","LastModified":"2026-11-24T10:00:00+00:00"}""";
        var (status, _) = await handler.PostAsync("ExtractFeatures", call.ToJsonString(), Cancel);

        Assert.Equal(200, status);
        var row = (await new ResultTable(handler.Storage.Tables).FindAsync(clip, Cancel))!.Value.Result;
        Assert.Equal((ResultStatus.Rejected, "Undecodable"), (row.Status, row.Reason));
    }

    [Fact]
    public async Task A_message_that_is_json_arrives_as_a_quoted_string()
    {
        var clip = NewClip();
        var version = new ClipVersion(clip, "0x1", DateTimeOffset.UnixEpoch);
        var message = ClipFeaturesMessage.For(version, Audio.ClipAnalyzer.Analyze(new MemoryStream(WavFile.VoiceClip()))).ToJson();
        var (status, body) = await handler.PostAsync("ScoreClip", QueueCall(message), Cancel);

        Assert.Equal(200, status);
        AssertIsInvocationResponse(body, $"{clip}: Scored");
        Assert.Equal(ResultStatus.Scored, (await new ResultTable(handler.Storage.Tables).FindAsync(clip, Cancel))!.Value.Result.Status);
    }

    [Fact]
    public async Task Poison_messages_of_both_kinds_become_failed_rows()
    {
        var unread = NewClip();
        Assert.Equal(200, (await handler.PostAsync("RecordExtractionFailure", QueueCall(new PoisonBlobMessage("clips", unread.BlobName, "\"0x1\"").ToJson()), Cancel)).Status);
        Assert.Equal("ExtractionFailed", (await new ResultTable(handler.Storage.Tables).FindAsync(unread, Cancel))!.Value.Result.Reason);

        var unscored = NewClip();
        var message = ClipFeaturesMessage.For(new ClipVersion(unscored, "0x1", DateTimeOffset.UnixEpoch), Audio.ClipAnalyzer.Analyze(new MemoryStream(WavFile.VoiceClip())));
        Assert.Equal(200, (await handler.PostAsync("RecordScoringFailure", QueueCall(message.ToJson()), Cancel)).Status);
        Assert.Equal("ScoringFailed", (await new ResultTable(handler.Storage.Tables).FindAsync(unscored, Cancel))!.Value.Result.Reason);
    }

    [Theory]
    [InlineData("""{"Data":{},"Metadata":{}}""", "Metadata.name is missing")]
    [InlineData("""{"Data":{"clip":"AAAA"},"Metadata":{"name":"a/b.wav"}}""", "Metadata.Properties.ETag is missing")]
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
        Assert.Equal(404, (await handler.PostAsync("Nothing", QueueCall("x"), Cancel)).Status);

    [Fact]
    public async Task A_garbage_message_fails_the_invocation_so_that_the_host_counts_it()
    {
        var (status, body) = await handler.PostAsync("ScoreClip", QueueCall("garbage"), Cancel);
        Assert.Equal(500, status);
        AssertIsInvocationResponse(body, "not a clip's features");
    }

    [Fact]
    public async Task A_body_over_the_limit_is_refused_with_the_settings_name()
    {
        var (status, body) = await handler.PostAsync("ScoreClip", QueueCall(new string('x', 2 << 20)), Cancel);
        Assert.Equal(413, status);
        AssertIsInvocationResponse(body, "Handler__LargestCallMiB");
    }

    private static ClipId NewClip() => new("contract", $"{Guid.NewGuid():N}/day 1/ä.wav");

    private static string BlobCall(ClipId clip, byte[] content) => new JsonObject
    {
        ["Data"] = new JsonObject { ["clip"] = Convert.ToBase64String(content) },
        ["Metadata"] = new JsonObject
        {
            ["name"] = JsonSerializer.Serialize(clip.BlobName),
            ["Uri"] = "\"http://127.0.0.1/devstoreaccount1/clips/x.wav\"",
            ["Properties"] = new JsonObject { ["ETag"] = "\"0x8DE2B0\"", ["LastModified"] = "2026-11-24T10:00:00+00:00" },
            ["sys"] = new JsonObject { ["MethodName"] = "ExtractFeatures" },
        },
    }.ToJsonString();

    private static string QueueCall(string message) => new JsonObject
    {
        ["Data"] = new JsonObject { ["message"] = JsonSerializer.Serialize(message) },
        ["Metadata"] = new JsonObject { ["DequeueCount"] = "\"1\"" },
    }.ToJsonString();

    private static void AssertIsInvocationResponse(string body, string log)
    {
        var response = JsonNode.Parse(body)!;
        Assert.Empty(response["Outputs"]!.AsObject());
        Assert.Null(response["ReturnValue"]);
        Assert.Contains(log, Assert.Single(response["Logs"]!.AsArray())!.GetValue<string>(), StringComparison.Ordinal);
    }

    private async Task<ClipFeaturesMessage> ReceiveAsync()
    {
        var received = await handler.Storage.Queues.GetQueueClient(FeatureQueue.QueueName).ReceiveMessageAsync(cancellationToken: Cancel);
        return ClipFeaturesMessage.Parse(received.Value.Body.ToString());
    }
}
