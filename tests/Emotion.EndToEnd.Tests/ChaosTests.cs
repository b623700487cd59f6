using System.Diagnostics;
using Emotion.Pipeline.Clips;
using Emotion.Pipeline.Results;
using Emotion.Tests;

namespace Emotion.EndToEnd.Tests;

/// <summary>Many clips, and trouble by seeded chance: each gets its row, as if nothing had been.</summary>
[Collection(FaultRuns.Name)]
public sealed class ChaosTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_killed_function_app_is_started_again_and_its_clips_come_back()
    {
        await using var host = await HostFixture.StartAsync();
        var clips = await Task.WhenAll(Enumerable.Range(0, 40).Select(i => host.UploadAsync(new ClipId("killed", $"{i}.wav"), WavFile.VoiceClip(seed: i % 4))));
        await Wait.UntilAsync(async () => await host.Results.QueryAsync(new ResultQuery("killed"), Cancel).AnyAsync(Cancel), FaultRuns.Stall);
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
            var row = await host.RowAsync(clip);
            var undisturbed = await host.RowAsync(calm.Single(version => version.Clip.Path == clip.Clip.Path));
            Assert.Equal(ResultStatus.Scored, row.Status);
            Assert.Equal(undisturbed.Prediction!.Probabilities, row.Prediction!.Probabilities);
        }

        Assert.All(Enum.GetValues<Fault>(), fault => Assert.NotEqual(0, host.Way.All.Sum(proxy => proxy.Count(fault))));
        Assert.Equal(calm.Count, await host.Results.QueryAsync(new ResultQuery("storm"), Cancel).CountAsync(Cancel));
    }

    private static async Task<IReadOnlyList<ClipVersion>> UploadAsync(HostFixture host, string corpus) =>
        await Task.WhenAll(Enumerable.Range(0, 40).Select(i => host.UploadAsync(new ClipId(corpus, $"{i}.wav"), WavFile.VoiceClip(seed: i))));
}
