using Emotion.Audio.Features;
using Emotion.Pipeline;
using Emotion.Pipeline.Clips;
using Emotion.Pipeline.Messages;
using Emotion.Pipeline.Results;
using Emotion.Tests;

namespace Emotion.Functions.Tests.Contract;

/// <summary>What the Functions host can rely on, whichever adapter it calls.</summary>
public abstract class FunctionContract
{
    protected static CancellationToken Cancel => TestContext.Current.CancellationToken;

    protected abstract Storage Storage { get; }

    /// <summary>The blob trigger: a clip of this name lies in the storage.</summary>
    protected abstract Task ExtractFeaturesAsync(ClipId clip);

    /// <summary>A queue trigger.</summary>
    /// <param name="function">Its name.</param>
    /// <param name="message">The message, decoded.</param>
    protected abstract Task CallAsync(string function, string message);

    /// <summary>An HTTP trigger.</summary>
    /// <param name="method">GET or POST.</param>
    /// <param name="address">From <c>/api</c> on.</param>
    /// <param name="body">What is posted.</param>
    /// <param name="range">Header Range.</param>
    protected abstract Task<HttpAnswer> AskAsync(string method, string address, byte[]? body = null, string? range = null);

    [Fact]
    public async Task A_clip_in_folders_with_blanks_and_umlauts_becomes_a_message()
    {
        var version = await UploadAsync(WavFile.VoiceClip());
        await ExtractFeaturesAsync(version.Clip);
        Assert.Equal(version, (await TakeMessageAsync(version.Clip)).Version);
    }

    [Fact]
    public async Task A_message_becomes_a_scored_row()
    {
        var version = await UploadAsync(WavFile.VoiceClip());
        await CallAsync("ScoreClip", MessageFor(version));
        var row = await RowAsync(version.Clip);
        Assert.Equal((ResultStatus.Scored, version), (row!.Status, row.Version));
    }

    [Fact]
    public async Task A_clip_at_fault_becomes_a_rejected_row_and_the_call_succeeds()
    {
        var version = await UploadAsync("no audio"u8.ToArray());
        await ExtractFeaturesAsync(version.Clip);
        var row = await RowAsync(version.Clip);
        Assert.Equal((ResultStatus.Rejected, "Undecodable", version), (row!.Status, row.Reason, row.Version));
    }

    [Fact]
    public async Task Poison_messages_of_both_kinds_become_failed_rows()
    {
        var unread = await UploadAsync(WavFile.VoiceClip());
        await CallAsync("RecordExtractionFailure", new PoisonBlobMessage("clips", unread.Clip.BlobName, $"\"{unread.ETag}\"").ToJson());
        Assert.Equal("ExtractionFailed", (await RowAsync(unread.Clip))!.Reason);

        var unscored = await UploadAsync(WavFile.VoiceClip());
        await CallAsync("RecordScoringFailure", MessageFor(unscored));
        Assert.Equal("ScoringFailed", (await RowAsync(unscored.Clip))!.Reason);
    }

    [Fact]
    public async Task A_garbage_message_fails_the_call_so_that_the_host_counts_it() =>
        Assert.Contains("not a clip's features", (await Assert.ThrowsAnyAsync<Exception>(() => CallAsync("ScoreClip", "garbage"))).Message, StringComparison.Ordinal);

    [Fact]
    public async Task A_poison_message_that_names_no_clip_ends_without_an_error()
    {
        await CallAsync("RecordScoringFailure", "garbage");
        await CallAsync("RecordExtractionFailure", "{}");
    }

    [Fact]
    public async Task A_posted_clip_waits_until_it_has_a_row_and_can_be_heard_all_the_while()
    {
        var (folder, clip) = ($"{Guid.NewGuid():N}/day 1", WavFile.VoiceClip());
        var address = $"/api/clips/contract/{folder.Replace(" ", "%20", StringComparison.Ordinal)}/%C3%A4.wav";
        var id = new ClipId("contract", $"{folder}/ä.wav");

        var posted = await AskAsync("POST", address, clip);
        Assert.Equal((202, "Waiting", id.BlobName, clip.Length), (posted.Status, (string?)posted.Json["state"], (string?)posted.Json["clip"], (int?)posted.Json["bytes"]));
        Assert.Null(posted.Json["result"]);
        Assert.Equal("Waiting", (string?)(await AskAsync("GET", address)).Json["state"]);

        var version = (await new ClipStore(Storage.Blobs).FindAsync(id, Cancel))!;
        await CallAsync("ScoreClip", MessageFor(version));
        var scored = await AskAsync("GET", address);
        Assert.Equal((200, "Scored", version.ETag), (scored.Status, (string?)scored.Json["state"], (string?)scored.Json["eTag"]));
        Assert.Equal(ShippedModel.Version, (string?)scored.Json["result"]!["modelVersion"]);
        Assert.Equal(200, (await AskAsync("POST", address, clip)).Status); // the same bytes are left alone
        Assert.Equal("Scored", (string?)(await AskAsync("GET", address)).Json["state"]);

        var sound = await AskAsync("GET", address.Replace("/clips/", "/audio/", StringComparison.Ordinal));
        Assert.Equal((200, "audio/wav"), (sound.Status, sound.ContentType));
        Assert.Equal(clip, sound.Body);
        var part = await AskAsync("GET", $"/api/audio?name={Uri.EscapeDataString(id.BlobName)}", range: "bytes=100-199");
        Assert.Equal(206, part.Status);
        Assert.Equal(clip[100..200], part.Body);
    }

    [Fact]
    public async Task Rows_are_asked_for_and_counted()
    {
        var version = await UploadAsync("no audio"u8.ToArray());
        await ExtractFeaturesAsync(version.Clip);
        var prefix = Uri.EscapeDataString(version.Clip.BlobName[..^"ä.wav".Length]);

        var page = await AskAsync("GET", $"/api/results?corpus=contract&status=rejected&prefix={prefix}");
        Assert.Equal(version.Clip.BlobName, (string?)Assert.Single(page.Json["results"]!.AsArray())!["clip"]);
        var summary = await AskAsync("GET", $"/api/summary?prefix={prefix}");
        Assert.Equal((1, 1, 1), ((int?)summary.Json["clips"], (int?)summary.Json["statuses"]!["Rejected"], (int?)summary.Json["reasons"]!["Undecodable"]));
        var csv = await AskAsync("GET", $"/api/results?format=csv&prefix={prefix}");
        Assert.Equal((200, "text/csv; charset=utf-8"), (csv.Status, csv.ContentType));
        Assert.StartsWith("Corpus,Path,Status,", csv.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("GET", "/api/clips/contract/none.wav", 404, "There is no clip contract/none.wav")]
    [InlineData("GET", "/api/audio/contract/none.wav", 404, "There is no clip contract/none.wav")]
    [InlineData("GET", "/api/results?emotoin=sad", 400, "There is no parameter emotoin")]
    [InlineData("GET", "/api/summary?minConfidence=60", 400, "must be a number from 0 to 1")]
    [InlineData("POST", "/api/clips/alone.wav", 400, "lies in no corpus")]
    [InlineData("POST", "/api/clips/contract/empty.wav", 400, "The body is empty")]
    [InlineData("POST", "/api/clips?name=contract%2Fa%5Cb.wav", 400, "holds a backslash")]
    public async Task What_cannot_be_answered_is_an_error_of_one_shape(string method, string address, int status, string says)
    {
        var answer = await AskAsync(method, address, method == "POST" && !says.Contains("empty", StringComparison.Ordinal) ? "x"u8.ToArray() : null);
        Assert.Equal((status, "application/json; charset=utf-8"), (answer.Status, answer.ContentType));
        Assert.Contains(says, (string?)Assert.Single(answer.Json.AsObject()).Value, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("?name=../elsewhere/a.wav")]
    [InlineData("?name=%2e%2e%2Felsewhere%2Fa.wav")]
    [InlineData("?name=contract/../../elsewhere/a.wav")]
    [InlineData("?name=..%5Celsewhere%5Ca.wav")]
    [InlineData("?name=%252e%252e/elsewhere/a.wav")]
    [InlineData("/%2e%2e%2Felsewhere%2Fa.wav")]
    [InlineData("/..%5Celsewhere%5Ca.wav")]
    public async Task No_name_leads_out_of_the_clips(string name)
    {
        var elsewhere = Storage.Blobs.GetBlobContainerClient("elsewhere");
        await elsewhere.CreateIfNotExistsAsync(cancellationToken: Cancel);
        await elsewhere.GetBlobClient("a.wav").UploadAsync(new BinaryData("secret"), overwrite: true, Cancel);
        foreach (var function in new[] { "clips", "audio" })
        {
            var answer = await AskAsync("GET", $"/api/{function}{name}");
            Assert.Equal(404, answer.Status);
            Assert.StartsWith("There is no clip ", (string?)answer.Json["error"], StringComparison.Ordinal);
        }
    }

    protected async Task<ClipVersion> UploadAsync(byte[] content) => await new ClipStore(Storage.Blobs)
        .UploadAsync(new ClipId("contract", $"{Guid.NewGuid():N}/day 1/ä.wav"), new MemoryStream(content), Cancel);

    private async Task<ClipResult?> RowAsync(ClipId clip) => (await new ResultTable(Storage.Tables).FindAsync(clip, Cancel))?.Result;

    protected async Task<ClipFeaturesMessage> TakeMessageAsync(ClipId clip)
    {
        var queue = Storage.Queues.GetQueueClient(FeatureQueue.QueueName);
        while ((await queue.ReceiveMessageAsync(cancellationToken: Cancel)).Value is { } received)
        {
            var message = ClipFeaturesMessage.Parse(received.Body.ToString());
            if (message.Version.Clip == clip)
                return message;
        }

        throw new InvalidOperationException($"No message for {clip} was sent.");
    }

    internal static string MessageFor(ClipVersion version) =>
        ClipFeaturesMessage.For(version, Audio.ClipAnalyzer.Analyze(new MemoryStream(WavFile.VoiceClip()), FeatureRecipe.Of(ShippedModel.Card.FeatureSet))).ToJson();
}
