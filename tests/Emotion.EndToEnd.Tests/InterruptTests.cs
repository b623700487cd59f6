using System.Diagnostics;
using Emotion.Pipeline;
using Emotion.Pipeline.Clips;
using Emotion.Pipeline.Messages;
using Emotion.Pipeline.Results;
using Emotion.Tests;

namespace Emotion.EndToEnd.Tests;

/// <summary>A terminal sends Ctrl+C, and its own end, to the whole process group of <c>emotion up</c>: to Azurite and the function app too.</summary>
[Collection(FaultRuns.Name)]
public sealed class InterruptTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("emotion-test-").FullName;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Running_calls_finish_within_the_grace_and_nothing_alarming_is_said()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "needs /proc");
        var message = new ClipVersion(Steps.NewClip(), "0x1", DateTimeOffset.UtcNow);
        DateTimeOffset ended;
        await using (var up = await UpProcess.StartAsync(_folder))
        {
            var storage = Storage.Connect(up.ConnectionString);
            var handler = up.Handler!.Value;
            await UpProcess.SignalAsync("STOP", handler); // its calls last until it goes on
            await new FeatureQueue(storage.Queues, TimeProvider.System).SendAsync(ClipFeaturesMessage.Parse(Steps.MessageFor(message)), Cancel);
            await Wait.UntilAsync(async () => (await storage.Queues.GetQueueClient(FeatureQueue.QueueName).PeekMessageAsync(Cancel)).Value is null, FaultRuns.Stall);
            await Wait.UntilAsync(() => up.Output.Contains("Data  ", StringComparison.Ordinal), FaultRuns.Stall); // the last line of its greeting
            var said = up.Output;

            await UpProcess.SignalAsync("INT", -up.Id);
            await Task.Delay(TimeSpan.FromSeconds(1), Cancel);
            await UpProcess.SignalAsync("CONT", handler);
            await up.WaitForExitAsync();
            Assert.Equal(said, up.Output);
            ended = DateTimeOffset.UtcNow;
        }

        await using var again = await UpProcess.StartAsync(_folder);
        var row = await new ResultTable(Storage.Connect(again.ConnectionString).Tables).FindAsync(message.Clip, Cancel);
        Assert.Equal(ResultStatus.Scored, row?.Result.Status);
        Assert.True(row?.Result.ProcessedAt < ended);
    }

    [Theory]
    [InlineData("HUP", true)] // the terminal is closed
    [InlineData("KILL", false)]
    public async Task What_was_uploaded_just_before_the_end_is_kept(string signal, bool toAll)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "needs /proc");
        ClipVersion clip;
        await using (var up = await UpProcess.StartAsync(_folder, forgetsNothing: false))
        {
            clip = await new ClipStore(Storage.Connect(up.ConnectionString).Blobs).UploadAsync(Steps.NewClip(), new MemoryStream(WavFile.VoiceClip()), Cancel);
            await UpProcess.SignalAsync(signal, toAll ? -up.Id : up.Id);
            await up.WaitForExitAsync();
        }

        await using var again = await UpProcess.StartAsync(_folder, forgetsNothing: false);
        Assert.Equal(clip, await new ClipStore(Storage.Connect(again.ConnectionString).Blobs).FindAsync(clip.Clip, Cancel));
    }

    [Fact]
    public async Task An_end_while_storage_starts_leaves_no_Azurite_behind()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "needs /proc");
        using var up = Process.Start(new ProcessStartInfo(EmotionTool.File, ["up", "--data", _folder]) { RedirectStandardOutput = true })!;
        int? azurite = null;
        await Wait.UntilAsync(() => (azurite = UpProcess.AzuriteOf(up.Id)) is not null, FaultRuns.Stall);
        up.Kill(); // long before Azurite listens to any signal
        try
        {
            await Wait.UntilAsync(() => !UpProcess.IsRunning(azurite!.Value), TimeSpan.FromMinutes(1));
        }
        finally
        {
            UpProcess.TryKill(azurite);
        }
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
