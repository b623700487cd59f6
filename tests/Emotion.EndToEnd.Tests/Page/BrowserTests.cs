using Emotion.Cli.LocalHost;
using Emotion.Cli.Page;
using Emotion.Inference;
using Emotion.Pipeline.Clips;
using Emotion.Pipeline.Results;
using Emotion.Tests;

namespace Emotion.EndToEnd.Tests.Page;

/// <summary>
/// Somebody drops files and a folder on the page, watches them travel, opens a clip and a recording, filters. No console errors, no violation of axe-core's
/// rules, in both colour schemes and on a phone. <c>EMOTION_PICTURES=DIR</c> keeps pictures of what was seen.
/// </summary>
public sealed class BrowserTests : IAsyncDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("emotion-page-").FullName;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync()
    {
        Directory.Delete(_folder, recursive: true);
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task Dropped_clips_become_rows_to_look_into_and_everybody_can_use_the_page()
    {
        if (Chromium.Find() is not { } chromium)
        {
            Assert.Skip(Chromium.Missing);
            return;
        }

        await using var pipeline = await LocalPipeline.StartAsync(dataFolder: null, tell: _ => { }, warn: _ => { }, onHandlerLine: null, Cancel);
        await using var page = await PageServer.StartAsync(pipeline.HttpFunctions, pipeline.HandlerAddressAsync, port: null, Cancel);
        await AddRecordingAsync(pipeline);
        Assert.Equal("", await BrowserDriver.CheckAsync(chromium, page.Address, FilesToDrop(), Cancel));
    }

    private string[] FilesToDrop()
    {
        var (clip, broken, folder) = (Path.Combine(_folder, "clip.wav"), Path.Combine(_folder, "broken.wav"), Directory.CreateDirectory(Path.Combine(_folder, "day 1")).FullName);
        File.WriteAllBytes(clip, WavFile.VoiceClip());
        File.WriteAllText(broken, "no audio");
        File.WriteAllBytes(Path.Combine(folder, OperatingSystem.IsWindows() ? "ä #1.wav" : "ä #1?.wav"), WavFile.VoiceClip(seed: 2));
        File.WriteAllText(Path.Combine(folder, "notes.txt"), "no clip");
        return [clip, broken, folder];
    }

    /// <summary>A recording of 20 s with eight windows of ours.</summary>
    private static async Task AddRecordingAsync(LocalPipeline pipeline)
    {
        var (clips, results) = (new ClipStore(pipeline.Storage.Blobs), new ResultTable(pipeline.Storage.Tables));
        var version = await clips.UploadAsync(new ClipId("recordings", "interview.wav"), new MemoryStream(WavFile.VoiceClip(seconds: 20)), Cancel);
        (ClipResult Result, Azure.ETag Row)? found = null;
        await Wait.UntilAsync(async () => (found = await results.FindAsync(version.Clip, Cancel)) is not null, FaultRuns.Stall);

        string[] emotions = ["neutral", "neutral", "angry", "angry", "sad", "surprise", "happy", "calm"];
        var segments = emotions.Index().Select(window => new ClipSegment(window.Index, 2.5 * window.Index, 2.5 * (window.Index + 1), Prediction(window.Item, window.Index))).ToList();
        var segmentTable = new SegmentTable(pipeline.Storage.Tables);
        await segmentTable.RemoveAsync(version, from: 0, Cancel);
        await segmentTable.WriteAsync(version, segments, Cancel);
        var row = found!.Value.Result with { Prediction = RecordingSummary.Mean(segments, uncertainBelow: 0.6), Recording = RecordingSummary.Of(segments) };
        Assert.True(await results.TryWriteAsync(row, found.Value.Row, Cancel));
    }

    private static Prediction Prediction(string emotion, int window)
    {
        var confidence = 0.4 + window * 0.07;
        var others = EmotionLabels.All.Where(label => label != emotion).ToDictionary(label => label, _ => (1 - confidence) / (EmotionLabels.All.Count - 1));
        return new Prediction(emotion, confidence, new Dictionary<string, double>(others) { [emotion] = confidence }, ShippedModel.Version) { Uncertain = confidence < 0.6 };
    }
}
