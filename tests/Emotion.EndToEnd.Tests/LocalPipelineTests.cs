using Azure.Storage.Queues;
using Emotion.Cli.LocalHost;
using Emotion.Pipeline.Clips;
using Emotion.Pipeline.Messages;
using Emotion.Pipeline.Results;
using Emotion.Tests;

namespace Emotion.EndToEnd.Tests;

/// <summary>Azurite, the real function app and the local host's triggers: from an uploaded blob to its row.</summary>
public sealed class LocalPipelineTests : IAsyncLifetime
{
    private readonly List<string> _warnings = [];
    private LocalPipeline _pipeline = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private ClipStore Clips => new(_pipeline.Storage.Blobs);

    private ResultTable Results => new(_pipeline.Storage.Tables);

    public async ValueTask InitializeAsync() =>
        _pipeline = await LocalPipeline.StartAsync(dataFolder: null, tell: _ => { }, warn: Warn, onHandlerLine: null, CancellationToken.None);

    public ValueTask DisposeAsync() => _pipeline.DisposeAsync();

    [Fact]
    public async Task Clips_become_rows_and_new_bytes_replace_them()
    {
        var clip = new ClipId("study", "day 1/ä #1?.wav");
        var first = await UploadAsync(clip, WavFile.VoiceClip(seed: 1));
        Assert.Equal(ResultStatus.Scored, (await RowAsync(first)).Status);

        var second = await UploadAsync(clip, "not audio any more"u8.ToArray());
        var row = await RowAsync(second);
        Assert.Equal((ResultStatus.Rejected, "Undecodable"), (row.Status, row.Reason));
        Assert.Single(await Results.QueryAsync(new ResultQuery("study"), Cancel).ToListAsync(Cancel));
    }

    [Fact]
    public async Task A_clip_outside_any_folder_gets_a_row_too()
    {
        var version = await UploadAsync(new ClipId("", "lonely.wav"), WavFile.VoiceClip());
        Assert.Equal(ResultStatus.Scored, (await RowAsync(version)).Status);
    }

    [Fact]
    public async Task A_message_that_is_not_base64_leaves_the_queue_and_is_named_in_the_log()
    {
        var raw = new QueueClient(_pipeline.ConnectionString, FeatureQueue.QueueName);
        await raw.SendMessageAsync("this is not Base64!", Cancel);
        await WaitUntilAsync(() => Warnings().Exists(warning => warning.Contains("is not Base64", StringComparison.Ordinal)));
        await WaitUntilAsync(async () => await CountAsync(FeatureQueue.QueueName) == 0);
    }

    private void Warn(string warning)
    {
        lock (_warnings)
            _warnings.Add(warning);
    }

    private List<string> Warnings()
    {
        lock (_warnings)
            return [.. _warnings];
    }

    private async Task<ClipVersion> UploadAsync(ClipId clip, byte[] content) => await Clips.UploadAsync(clip, new MemoryStream(content), Cancel);

    private async Task<int> CountAsync(string queue) =>
        (await _pipeline.Storage.Queues.GetQueueClient(queue).GetPropertiesAsync(Cancel)).Value.ApproximateMessagesCount;

    private async Task<ClipResult> RowAsync(ClipVersion version)
    {
        ClipResult? row = null;
        await WaitUntilAsync(async () => (row = (await Results.FindAsync(version.Clip, Cancel))?.Result)?.Version == version);
        return row!;
    }

    private static Task WaitUntilAsync(Func<bool> condition) => WaitUntilAsync(() => Task.FromResult(condition()));

    private static async Task WaitUntilAsync(Func<Task<bool>> condition)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        limit.CancelAfter(TimeSpan.FromSeconds(30));
        while (!await condition())
            await Task.Delay(100, limit.Token);
    }
}
