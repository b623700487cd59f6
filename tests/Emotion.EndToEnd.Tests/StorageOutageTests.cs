using Emotion.Pipeline.Results;
using Emotion.Tests;

namespace Emotion.EndToEnd.Tests;

/// <summary>What lasts longer than the SDKs try: the host delivers again, and gives up with a Failed row; the local host itself goes on.</summary>
[Collection(FaultRuns.Name)]
public sealed class StorageOutageTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_local_host_rides_out_an_outage_of_each_service_and_says_so_once()
    {
        await using var host = await HostFixture.StartAsync();
        host.Way.Blob.Always(Fault.Drop);
        host.Way.Queue.Always(Fault.Unavailable);
        await Wait.UntilAsync(() => host.CountWarnings("does not work") == 2, FaultRuns.Stall);
        var clip = await host.UploadAsync(Steps.NewClip(), WavFile.VoiceClip());
        await Task.Delay(TimeSpan.FromSeconds(3), Cancel);
        host.Way.Mend();

        Assert.Equal(ResultStatus.Scored, (await host.RowAsync(clip)).Status);
        await Wait.UntilAsync(() => host.CountWarnings("works again") == 2, FaultRuns.Stall);
        Assert.Equal(2, host.CountWarnings("does not work"));
        Assert.Equal(1, host.CountWarnings("The queue service does not work (503). Trying again until it does."));
        Assert.False(host.Host.Completion.IsCompleted);
    }

    [Fact]
    public async Task A_table_that_is_down_for_longer_than_the_sdk_tries_costs_attempts_and_no_row()
    {
        await using var host = await HostFixture.StartAsync();
        host.Way.Table.Always(Fault.Busy);
        var clip = await host.UploadAsync(Steps.NewClip(), WavFile.VoiceClip());
        await Wait.UntilAsync(() => host.CountWarnings("clip-features: attempt 1 failed. ScoreClip: HTTP 500") == 1, FaultRuns.Stall);
        host.Way.Mend();
        Assert.Equal(ResultStatus.Scored, (await host.RowAsync(clip)).Status);
    }

    [Fact]
    public async Task A_clip_that_failed_at_each_attempt_is_given_up_with_a_failed_row()
    {
        const int attempts = 2, triesPerAttempt = 4;
        await using var host = await HostFixture.StartAsync(attempts);
        host.Way.Table.Next([.. Enumerable.Repeat(Fault.TooMany, attempts * triesPerAttempt)]);
        var clip = await host.UploadAsync(Steps.NewClip(), "no audio: its row is written by ExtractFeatures itself"u8.ToArray());
        var row = await host.RowAsync(clip);
        Assert.Equal((ResultStatus.Failed, "ExtractionFailed"), (row.Status, row.Reason));
        Assert.Equal(attempts, host.CountWarnings($"{clip.Clip}: attempt"));
        Assert.Equal(1, host.CountWarnings($"{clip.Clip}: given up after 2 attempts"));
    }

    [Fact]
    public async Task A_failed_row_that_cannot_be_written_is_tried_until_it_can()
    {
        await using var host = await HostFixture.StartAsync(attempts: 1, ("Model__ShippedFolder", "/nowhere"));
        host.Way.Table.Always(Fault.Unavailable);
        var clip = await host.UploadAsync(Steps.NewClip(), WavFile.VoiceClip());
        await Wait.UntilAsync(() => host.CountWarnings("webjobs-blobtrigger-poison: attempt") >= 2, FaultRuns.Stall, () => string.Join('\n', host.Warnings)); // more often than any other message
        host.Way.Mend();
        var row = await host.RowAsync(clip);
        Assert.Equal((ResultStatus.Failed, "ExtractionFailed"), (row.Status, row.Reason));
    }
}
