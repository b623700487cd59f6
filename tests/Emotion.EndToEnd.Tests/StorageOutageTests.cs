using System.Diagnostics;
using Emotion.Pipeline.Clips;
using Emotion.Pipeline.Results;
using Emotion.Tests;

namespace Emotion.EndToEnd.Tests;

/// <summary>What lasts longer than the SDKs try: the host delivers again, and gives up with a Failed row; the local host itself goes on.</summary>
public sealed class StorageOutageTests
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(30);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_local_host_rides_out_an_outage_of_each_service_and_says_so_once()
    {
        await using var host = await HostFixture.StartAsync();
        host.Way.Blob.Always(Fault.Drop);
        host.Way.Queue.Always(Fault.Unavailable);
        await Wait.UntilAsync(() => host.CountWarnings("does not work") == 2, Soon);
        var clip = await host.UploadAsync(Steps.NewClip(), WavFile.VoiceClip());
        await Task.Delay(TimeSpan.FromSeconds(3), Cancel);
        host.Way.Mend();

        Assert.Equal(ResultStatus.Scored, (await host.RowAsync(clip)).Status);
        await Wait.UntilAsync(() => host.CountWarnings("works again") == 2, Soon);
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
        await Wait.UntilAsync(() => host.CountWarnings("clip-features: attempt 1 failed. ScoreClip: HTTP 500") == 1, Soon);
        host.Way.Mend();
        Assert.Equal(ResultStatus.Scored, (await host.RowAsync(clip)).Status);
    }

    [Fact]
    public async Task A_clip_whose_features_cannot_be_queued_is_given_up_with_a_failed_row()
    {
        await using var host = await HostFixture.StartAsync(attempts: 2);
        host.Way.Queue.Always(Fault.TooMany, where: request => request.Method == "POST" && request.Path.Value!.EndsWith("/clip-features/messages", StringComparison.Ordinal));
        var clip = await host.UploadAsync(Steps.NewClip(), WavFile.VoiceClip());
        var row = await host.RowAsync(clip);
        Assert.Equal((ResultStatus.Failed, "ExtractionFailed"), (row.Status, row.Reason));
        Assert.Equal(1, host.CountWarnings($"{clip.Clip}: given up after 2 attempts"));
    }

    [Fact]
    public async Task A_failed_row_that_cannot_be_written_is_tried_until_it_can()
    {
        await using var host = await HostFixture.StartAsync(attempts: 1, ("Model__ShippedFolder", "/nowhere"));
        host.Way.Table.Always(Fault.Unavailable);
        var clip = await host.UploadAsync(Steps.NewClip(), WavFile.VoiceClip());
        await Wait.UntilAsync(() => host.CountWarnings("clip-features-poison: attempt") >= 2, TimeSpan.FromSeconds(60), () => string.Join('\n', host.Warnings)); // more often than any other message
        host.Way.Mend();
        var row = await host.RowAsync(clip);
        Assert.Equal((ResultStatus.Failed, "ScoringFailed"), (row.Status, row.Reason));
    }

    [Fact]
    public async Task A_killed_function_app_is_started_again_and_its_clips_come_back()
    {
        await using var host = await HostFixture.StartAsync();
        var clips = await Task.WhenAll(Enumerable.Range(0, 40).Select(i => host.UploadAsync(new ClipId("killed", $"{i}.wav"), WavFile.VoiceClip(seed: i % 4))));
        await Wait.UntilAsync(async () => await host.Results.QueryAsync(new ResultQuery("killed"), Cancel).AnyAsync(Cancel), Soon);
        using (var handler = Process.GetProcessById(host.Host.Handler.ProcessId))
            handler.Kill();

        foreach (var clip in clips)
            Assert.Equal(ResultStatus.Scored, (await host.RowAsync(clip)).Status);
        Assert.Equal(1, host.CountWarnings("The function app ended (exit code 137); it is started again."));
    }

    [Fact]
    public async Task Trouble_of_every_kind_on_every_service_at_once_loses_no_clip_and_changes_no_row()
    {
        await using var host = await HostFixture.StartAsync();
        var calm = await UploadAsync(host, "calm");
        foreach (var clip in calm)
            await host.RowAsync(clip);
        foreach (var (proxy, seed) in host.Way.All.Select((proxy, seed) => (proxy, seed)))
        {
            proxy.Chaos(seed, (Fault.Drop, 0.03), (Fault.LoseAnswer, 0.03), (Fault.CutAnswer, 0.03), (Fault.Busy, 0.03),
                (Fault.Unavailable, 0.02), (Fault.TooMany, 0.02), (Fault.Delay, 0.03));
        }

        foreach (var clip in await UploadAsync(host, "storm"))
        {
            var row = await host.RowAsync(clip, seconds: 90);
            var undisturbed = await host.RowAsync(calm.Single(version => version.Clip.Path == clip.Clip.Path));
            Assert.Equal(ResultStatus.Scored, row.Status);
            Assert.Equal(undisturbed.Prediction!.Probabilities, row.Prediction!.Probabilities);
        }

        Assert.All(host.Way.All, proxy => Assert.All(Enum.GetValues<Fault>(), fault => Assert.NotEqual(0, proxy.Count(fault))));
        Assert.Equal(calm.Count, await host.Results.QueryAsync(new ResultQuery("storm"), Cancel).CountAsync(Cancel));
    }

    private static async Task<IReadOnlyList<ClipVersion>> UploadAsync(HostFixture host, string corpus) =>
        await Task.WhenAll(Enumerable.Range(0, 60).Select(i => host.UploadAsync(new ClipId(corpus, $"{i}.wav"), WavFile.VoiceClip(seed: i))));
}
