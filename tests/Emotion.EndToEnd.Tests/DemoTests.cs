using Emotion.Tests;

namespace Emotion.EndToEnd.Tests;

public sealed class DemoTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("emotion-test-").FullName;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_demo_scores_the_samples_and_rejects_the_broken_one()
    {
        var demo = await EmotionTool.RunAsync(["demo"], Cancel);
        Assert.Equal((0, ""), (demo.ExitCode, demo.Error));
        Assert.Contains("6 clips: 5 scored, 1 rejected", demo.Output, StringComparison.Ordinal);
        Assert.Contains("demo/broken.wav", demo.Output, StringComparison.Ordinal);
        Assert.Contains("Undecodable", demo.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_demo_takes_the_users_own_clips()
    {
        await File.WriteAllBytesAsync(Path.Combine(_folder, "mine.wav"), WavFile.VoiceClip(rate: 48000), Cancel);
        var demo = await EmotionTool.RunAsync(["demo", "--clips", _folder], Cancel);
        Assert.Equal(0, demo.ExitCode);
        Assert.Contains("demo/mine.wav", demo.Output, StringComparison.Ordinal);
        Assert.Contains("1 clip: 1 scored", demo.Output, StringComparison.Ordinal);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
