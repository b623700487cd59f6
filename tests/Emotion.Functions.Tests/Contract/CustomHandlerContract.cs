using System.Text.Json.Nodes;
using Emotion.Pipeline;
using Emotion.Pipeline.Clips;
using Emotion.Tests;

namespace Emotion.Functions.Tests.Contract;

/// <summary>The custom handler: its process is called over HTTP as the Functions host calls it.</summary>
public abstract class CustomHandlerContract(HandlerFixture handler) : FunctionContract
{
    protected string Folder => handler.Folder;

    protected override Storage Storage => handler.Storage;

    protected override async Task ExtractFeaturesAsync(ClipId clip)
    {
        var clips = new ClipStore(Storage.Blobs);
        var version = (await clips.FindAsync(clip, Cancel))!;
        using var bytes = new MemoryStream();
        await using (var content = await clips.OpenAsync(version, Cancel))
            await content.CopyToAsync(bytes, Cancel);
        await SucceedAsync("ExtractFeatures", HostCalls.Blob(version, bytes.ToArray()));
    }

    [Theory]
    [InlineData("""{"ETag":{},"LastModified":"2026-11-24T10:00:00+00:00"}""")] // what the Functions host is expected to send
    [InlineData("""{"ETag":"0x1"}""")]
    [InlineData("null")]
    public async Task A_clip_whose_version_the_call_does_not_tell_is_read_from_the_storage(string properties)
    {
        var version = await UploadAsync(WavFile.VoiceClip());
        var call = JsonNode.Parse(HostCalls.Blob(version, "older bytes"u8.ToArray()))!;
        call["Metadata"]!["Properties"] = JsonNode.Parse(properties);
        await SucceedAsync("ExtractFeatures", call.ToJsonString());
        Assert.Equal(version, (await TakeMessageAsync(version.Clip)).Version);

        call["Metadata"]!.AsObject().Remove("Properties");
        await SucceedAsync("ExtractFeatures", call.ToJsonString());
        Assert.Equal(version, (await TakeMessageAsync(version.Clip)).Version);
    }

    protected override Task CallAsync(string function, string message) => SucceedAsync(function, HostCalls.Queue(message));

    protected override Task<HttpAnswer> AskAsync(string method, string address, byte[]? body = null, string? range = null) => handler.AskAsync(method, address, Cancel, body, range);

    private async Task SucceedAsync(string function, string call)
    {
        var (status, body) = await handler.PostAsync(function, call, Cancel);
        var log = Assert.Single(JsonNode.Parse(body)!["Logs"]!.AsArray())!.GetValue<string>();
        if (status != 200)
            throw new InvalidOperationException(log);
    }
}

/// <summary>As the build leaves it.</summary>
[Collection(HandlerFixture.Calls)]
public sealed class BuiltHandlerContract(HandlerFixture handler) : CustomHandlerContract(handler);
