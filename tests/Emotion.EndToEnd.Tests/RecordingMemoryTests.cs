using Emotion.Audio.Features;
using Emotion.Pipeline.Clips;
using Emotion.Pipeline.Steps;
using Emotion.Tests;

namespace Emotion.EndToEnd.Tests;

/// <summary>
/// How much of a recording is held. The figure is that of the whole process, so nothing else runs beside it. What earlier tests left in pools of
/// arrays may be let go meanwhile, though, some 25 MB: the recording is so much larger, by its rate, that this could not hide it.
/// </summary>
[Collection(Name)]
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class RecordingMemoryTests(AzuriteFixture azurite)
{
    private const string Name = "memory";

    [Fact]
    public async Task Ten_minutes_are_scored_in_windows_read_twice_and_never_held()
    {
        using var steps = new Steps(azurite.ConnectionString);
        using var recording = new LongRecording(seconds: 600, 48_000);
        var features = 600 / 1.25 * LogMelSpectrogram.WindowFrames * LogMelSpectrogram.Bands * 2; // bytes: a window every 1.25 s, in half precision
        var version = new ClipVersion(Steps.NewClip(), "0x4", DateTimeOffset.UtcNow);
        var before = GC.GetTotalMemory(forceFullCollection: true);
        long? held = null;
        recording.WhenReadUpTo(recording.Length * 19 / 10, () => held = GC.GetTotalMemory(forceFullCollection: true) - before); // all but the last minute, for the second time
        Assert.Equal(StepOutcomeKind.Queued, (await steps.Extract.RunAsync(version, recording, TestContext.Current.CancellationToken)).Kind);
        Assert.InRange(recording.BytesRead, recording.Length, 2 * recording.Length + (1 << 20));
        Assert.NotNull(held);
        Assert.True(held < features + recording.Length / 2, $"{held:N0} bytes are held."); // the features are, 16 MB; with the recording it would be 73
    }
}
