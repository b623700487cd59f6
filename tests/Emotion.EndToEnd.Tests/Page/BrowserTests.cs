using Emotion.Cli.LocalHost;
using Emotion.Cli.Page;
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
        Assert.Equal("", await BrowserDriver.CheckAsync(chromium, page.Address, FilesToDrop(), Cancel));
    }

    /// <summary>A clip, something broken, a recording that is scored in windows, and a folder with a clip and something else.</summary>
    private string[] FilesToDrop()
    {
        string At(params string[] name) => Path.Combine([_folder, .. name]);
        Directory.CreateDirectory(At("day 1"));
        File.WriteAllBytes(At("clip.wav"), WavFile.VoiceClip());
        File.WriteAllText(At("broken.wav"), "no audio");
        File.WriteAllBytes(At("interview.wav"), WavFile.VoiceClip(seconds: 20));
        File.WriteAllBytes(At("day 1", "ä #1.wav"), WavFile.VoiceClip(seed: 2));
        File.WriteAllText(At("day 1", "notes.txt"), "no clip");
        return [At("clip.wav"), At("broken.wav"), At("interview.wav"), At("day 1")];
    }
}
