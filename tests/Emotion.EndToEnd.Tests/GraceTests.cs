using Emotion.Pipeline;
using Emotion.Pipeline.Clips;
using Emotion.Pipeline.Messages;
using Emotion.Pipeline.Results;
using Emotion.Tests;

namespace Emotion.EndToEnd.Tests;

/// <summary><c>emotion up</c> is told to stop (SIGTERM) while calls are running that do not end.</summary>
[Collection(FaultRuns.Name)]
public sealed class GraceTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("emotion-test-").FullName;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Calls_that_outlast_the_grace_are_broken_off_and_made_again_after_the_restart()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "needs /proc");
        ClipVersion clip, message;
        await using (var up = await UpProcess.StartAsync(_folder))
        {
            var storage = Storage.Connect(up.ConnectionString);
            await UpProcess.SignalAsync("STOP", up.Handler!.Value); // no call is answered any more
            message = new ClipVersion(Steps.NewClip(), "0x1", DateTimeOffset.UtcNow);
            await new FeatureQueue(storage.Queues, TimeProvider.System).SendAsync(ClipFeaturesMessage.Parse(Steps.MessageFor(message)), Cancel);
            clip = await new ClipStore(storage.Blobs).UploadAsync(Steps.NewClip(), new MemoryStream(WavFile.VoiceClip()), Cancel);
            await Wait.UntilAsync(async () => (await storage.Queues.GetQueueClient(FeatureQueue.QueueName).PeekMessageAsync(Cancel)).Value is null, FaultRuns.Stall);

            await UpProcess.SignalAsync("TERM", up.Id);
            await up.WaitForExitAsync();
            Assert.DoesNotContain("error", up.Output, StringComparison.Ordinal);
        }

        await using var again = await UpProcess.StartAsync(_folder);
        var rows = new ResultTable(Storage.Connect(again.ConnectionString).Tables);
        foreach (var version in new[] { message, clip })
        {
            await Wait.UntilAsync(async () => (await rows.FindAsync(version.Clip, Cancel))?.Result is { Status: ResultStatus.Scored } row && row.Version == version,
                FaultRuns.Stall, () => again.Output);
        }
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
