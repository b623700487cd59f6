using Emotion.Pipeline.Clips;
using Emotion.Pipeline.Messages;
using Emotion.Pipeline.Results;
using Emotion.Tests;

namespace Emotion.EndToEnd.Tests;

/// <summary>What no attempt can help: how often the host tries, what it says, and which row there is in the end.</summary>
public sealed class LocalHostTests : IAsyncLifetime
{
    private HostFixture _host = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private FeatureQueue Queue => new(_host.Storage.Queues, TimeProvider.System);

    public async ValueTask InitializeAsync() => _host = await HostFixture.StartAsync(settings: ("Handler__LargestCallMiB", "1"));

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task A_clip_that_no_call_can_carry_is_rejected_after_five_attempts_with_its_size_and_the_setting()
    {
        var clip = await _host.UploadAsync(Steps.NewClip(), new byte[1_200_000]);
        var row = await _host.RowAsync(clip);
        Assert.Equal((ResultStatus.Rejected, "TooLarge"), (row.Status, row.Reason));
        Assert.Equal("The clip has 1.2 MB; the largest that is taken has 0.76 MB. Cut it, or raise Handler__LargestCallMiB.", row.Detail);
        Assert.Equal(5, _host.CountWarnings($"{clip.Clip}: attempt"));
        Assert.Equal(1, _host.CountWarnings($"{clip.Clip}: attempt 5 failed. ExtractFeatures: HTTP 413"));
        Assert.Equal(1, _host.CountWarnings($"{clip.Clip}: given up after 5 attempts"));
    }

    /// <summary>Longer than what the local host puts into a call; the limit of calls, here 1 MiB, says nothing then.</summary>
    [Fact]
    public async Task A_long_recording_is_handed_over_by_name_and_scored_in_windows()
    {
        await using var host = await HostFixture.StartAsync();
        var voice = WavFile.Voice(10, 22050);
        var samples = Enumerable.Repeat(voice, 20).SelectMany(part => part).ToArray();
        var version = await host.UploadAsync(Steps.NewClip(), WavFile.Pcm16(samples, 22050));
        var row = await host.RowAsync(version);
        Assert.Equal((ResultStatus.Scored, 200.0), (row.Status, row.Audio!.DurationSeconds));
        Assert.InRange(row.Recording!.Windows, 150, 160);
        Assert.Equal(row.Recording.Windows, await new SegmentTable(host.Storage.Tables).QueryAsync(row, Cancel).CountAsync(Cancel));
        Assert.Empty(host.Warnings);
    }

    [Fact]
    public async Task A_message_of_an_unknown_version_fails_after_five_attempts_and_its_clip_can_be_sent_again()
    {
        var version = new ClipVersion(Steps.NewClip(), "0x3", DateTimeOffset.UtcNow);
        await Queue.SendAsync(ClipFeaturesMessage.Parse(Steps.MessageFor(version)) with { Schema = ClipFeaturesMessage.CurrentSchema + 1 }, Cancel);
        var row = await _host.RowAsync(version);
        Assert.Equal((ResultStatus.Failed, "ScoringFailed"), (row.Status, row.Reason));
        Assert.Contains("schema version 5, and this app reads 1 to 4", row.Detail, StringComparison.Ordinal);
        Assert.Contains("emotion audit --requeue failed", row.Detail, StringComparison.Ordinal);
        AssertFiveAttempts();
    }

    [Fact]
    public async Task Garbage_ends_after_five_attempts_in_the_log()
    {
        await _host.Storage.Queues.GetQueueClient(FeatureQueue.QueueName).SendMessageAsync("no message at all", Cancel);
        await Wait.UntilAsync(() => _host.Log.Any(line => line.Contains("names no clip", StringComparison.Ordinal)), FaultRuns.Stall);
        AssertFiveAttempts();
    }

    [Fact]
    public async Task A_clip_that_is_deleted_before_it_is_read_is_said_to_be_and_not_tried_again()
    {
        _host.Way.Blob.Latency = TimeSpan.FromSeconds(3);
        _host.Way.Blob.Always(Fault.Delay, where: request => request.Method == "GET" && request.Path.Value!.EndsWith(".wav", StringComparison.Ordinal));
        var clip = await _host.UploadAsync(Steps.NewClip(), WavFile.VoiceClip());
        await Wait.UntilAsync(() => _host.Way.Blob.Count(Fault.Delay) == 1, FaultRuns.Stall);
        await _host.Storage.Blobs.GetBlobContainerClient(ClipStore.ContainerName).DeleteBlobAsync(clip.Clip.BlobName, cancellationToken: Cancel);

        await Wait.UntilAsync(() => _host.CountWarnings($"{clip.Clip}: replaced or deleted before it could be read") == 1, FaultRuns.Stall, () => string.Join(Environment.NewLine, _host.Warnings));
        Assert.Equal(0, _host.CountWarnings("attempt"));
        Assert.Null(await _host.Results.FindAsync(clip.Clip, Cancel));
    }

    private void AssertFiveAttempts()
    {
        Assert.Equal([1, 1, 1, 1], Enumerable.Range(1, 4).Select(attempt => _host.CountWarnings($"clip-features: attempt {attempt} failed")));
        Assert.Equal(1, _host.CountWarnings("a message goes to clip-features-poison: 5 attempts failed"));
    }
}
