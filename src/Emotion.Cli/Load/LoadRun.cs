using System.Collections.Concurrent;
using System.Diagnostics;
using Emotion.Cli.LocalHost;
using Emotion.Pipeline.Clips;
using Emotion.Pipeline.Messages;
using Emotion.Pipeline.Results;

namespace Emotion.Cli.Load;

/// <summary>Many clips through a local pipeline, each timed from its upload to its row.</summary>
/// <param name="pipeline">The pipeline.</param>
/// <param name="clips">How many.</param>
/// <param name="parallel">Uploads at a time.</param>
internal sealed class LoadRun(LocalPipeline pipeline, int clips, int parallel)
{
    private const string Corpus = "load";
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<string, DateTimeOffset> _sent = new();
    private readonly ResultTable _table = new(pipeline.Storage.Tables);

    /// <summary>Uploads the clips; the pipeline takes them from there.</summary>
    public async Task UploadAsync(SpokenClips voices, Action sentOne, CancellationToken cancel)
    {
        var store = new ClipStore(pipeline.Storage.Blobs);
        await ForEachAsync(async (clip, number, token) =>
        {
            using var content = new MemoryStream(voices.Clip(number), writable: false);
            await store.UploadAsync(clip, content, token);
            _sent[clip.Path] = DateTimeOffset.UtcNow;
            sentOne();
        }, cancel);
    }

    /// <summary>Uploads one long recording, and waits for its row.</summary>
    /// <returns>How long the upload took, how long it took to the row, and the row.</returns>
    public async Task<(TimeSpan Uploaded, TimeSpan Finished, ClipResult Row)> RecordAsync(SpokenRecording recording, CancellationToken cancel)
    {
        var clip = new ClipId(Corpus, "recording.wav");
        var started = DateTimeOffset.UtcNow;
        await new ClipStore(pipeline.Storage.Blobs).UploadAsync(clip, recording.Content, cancel);
        var uploaded = DateTimeOffset.UtcNow - started;
        while (true)
        {
            if (await _table.FindAsync(clip, cancel) is { Result: var row })
                return (uploaded, row.ProcessedAt - started, row);
            if (pipeline.Completion.IsCompleted)
                await pipeline.Completion;
            await Task.Delay(TimeSpan.FromSeconds(0.5), cancel);
        }
    }

    /// <summary>Puts the clips' messages into the queue, without clips: a backlog, faster than it can be scored.</summary>
    public async Task QueueAsync(SpokenClips voices, Action sentOne, CancellationToken cancel)
    {
        var queue = new FeatureQueue(pipeline.Storage.Queues, TimeProvider.System);
        var analysed = voices.Describe();
        await ForEachAsync(async (clip, _, token) =>
        {
            await queue.SendAsync(ClipFeaturesMessage.For(new ClipVersion(clip, "0x1", DateTimeOffset.UtcNow), analysed), token);
            _sent[clip.Path] = DateTimeOffset.UtcNow;
            sentOne();
        }, cancel);
    }

    /// <summary>Waits until every clip has its row.</summary>
    /// <returns>When the last row was written, seconds from upload to row in increasing order, and how many rows are not Scored.</returns>
    public async Task<(DateTimeOffset Finished, double[] Latencies, int NotScored)> WaitAsync(Action<int> report, CancellationToken cancel)
    {
        var sinceProgress = Stopwatch.StartNew();
        var running = Stopwatch.StartNew();
        for (var before = -1; ; await Task.Delay(Pause(running.Elapsed), cancel))
        {
            var rows = await _table.QueryOutcomesAsync(new ResultQuery(Corpus), cancel).ToListAsync(cancel);
            report(rows.Count);
            if (rows.Count == clips)
                return (rows.Max(row => row.ProcessedAt), [.. rows.Select(Latency).Order()], rows.Count(row => row.Status != ResultStatus.Scored));
            if (rows.Count > before)
                sinceProgress.Restart();
            before = rows.Count;
            if (pipeline.Completion.IsCompleted)
                await pipeline.Completion;
            if (sinceProgress.Elapsed > Patience)
                throw new CommandException($"{clips - rows.Count} of {clips} clips have no row after {Patience.TotalSeconds:0} s without progress.");
        }
    }

    /// <summary>Looking at all rows costs the storage more the more there are, and is no part of the load.</summary>
    private static TimeSpan Pause(TimeSpan elapsed) => TimeSpan.FromSeconds(Math.Clamp(elapsed.TotalSeconds / 5, 2, 30));

    private double Latency(ClipResult row) => (row.ProcessedAt - _sent[row.Version.Clip.Path]).TotalSeconds;

    private Task ForEachAsync(Func<ClipId, int, CancellationToken, Task> send, CancellationToken cancel) => Parallel.ForAsync(
        0, clips, new ParallelOptions { MaxDegreeOfParallelism = parallel, CancellationToken = cancel },
        async (number, token) => await send(new ClipId(Corpus, $"{number:000000}.wav"), number, token));
}
