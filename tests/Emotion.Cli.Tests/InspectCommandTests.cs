using Emotion.Tests;
using SkiaSharp;

namespace Emotion.Cli.Tests;

/// <summary><c>emotion inspect</c> with the shipped model.</summary>
public sealed class InspectCommandTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("emotion-test-").FullName;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(3.0, "│ Emotion  │ Probability", "1 channel; model")]
    [InlineData(12.0, "│ Mean probability", "windows of speech; model")]
    public async Task It_draws_a_file_and_says_what_the_model_says(double seconds, string column, string heading)
    {
        var (file, picture) = (Write("voice.wav", WavFile.VoiceClip(seconds)), Path.Combine(_folder, "voice.png"));
        var run = await EmotionTool.RunAsync(["inspect", file, "-o", picture], Cancel);
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Contains(column, run.Output, StringComparison.Ordinal);
        Assert.Contains(heading, run.Output, StringComparison.Ordinal);
        Assert.Contains($"Wrote {picture}", run.Output, StringComparison.Ordinal);

        using var bitmap = SKBitmap.Decode(picture);
        Assert.Equal((2000, 1800), (bitmap.Width, bitmap.Height));
        var darkest = Enumerable.Range(0, 2000).Count(x => bitmap.GetPixel(x, 860).Red < 60);
        Assert.InRange(darkest, 200, 1900); // the spectrogram, where a page would be white
    }

    [Fact]
    public async Task The_emotions_are_drawn_from_the_first_to_the_last_second_and_where_there_is_no_voice_it_is_grey()
    {
        var voice = WavFile.Voice(6, 22050);
        var (file, picture) = (Write("talk.wav", WavFile.Pcm16([.. voice, .. new float[8 * 22050], .. voice], 22050)), Path.Combine(_folder, "talk.png"));
        Assert.Equal(0, (await EmotionTool.RunAsync(["inspect", file, "-o", picture], Cancel)).ExitCode);

        using var bitmap = SKBitmap.Decode(picture);
        Assert.All([0.1, 1, 5.5, 14.5, 19, 19.9], second => Assert.NotEqual(new SKColor(225, 225, 225), At(second)));
        Assert.All([9, 10, 11], second => Assert.Equal(new SKColor(225, 225, 225), At(second)));

        // The axis of 20 s goes from pixel 170 to 1780.
        SKColor At(double second) => bitmap.GetPixel((int)(170 + second / 20 * 1610), 1400);
    }

    [Fact]
    public async Task What_cannot_be_scored_is_said_and_not_drawn()
    {
        var file = Write("broken.wav", [1, 2, 3]);
        var run = await EmotionTool.RunAsync(["inspect", file, "-o", Path.Combine(_folder, "x.png")], Cancel);
        Assert.Equal(2, run.ExitCode);
        Assert.Contains("Undecodable", run.Output, StringComparison.Ordinal);
        Assert.Equal([file], Directory.GetFiles(_folder));

        var missing = await EmotionTool.RunAsync(["inspect", _folder], Cancel);
        Assert.Equal(1, missing.ExitCode);
        Assert.Contains("is not a file", missing.Error, StringComparison.Ordinal);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private string Write(string name, byte[] content)
    {
        var file = Path.Combine(_folder, name);
        File.WriteAllBytes(file, content);
        return file;
    }
}
