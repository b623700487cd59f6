using System.Text.Json;
using Emotion.Training.Tests.Support;

namespace Emotion.Training.Tests.Commands;

public sealed class DescribeCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public DescribeCommandTests()
    {
        _folder.Write("ravdess/03-01-04-01-01-01-02.wav", Voice.Wav(1));
        _folder.Write("ravdess/03-01-05-01-01-01-02.wav", Voice.Wav(2));
        _folder.Write("ravdess/03-01-05-01-01-02-02.wav", Voice.Wav(2));
        _folder.Write("ravdess/03-01-05-01-01-01-03.wav", Voice.Wav(3));
        _folder.Write("ravdess/other.wav", []);
        _folder.Write("mine/a.wav", Voice.Wav(4));
        _folder.Write("mine/b.wav", Voice.Wav(4, gain: 0));
        _folder.Write("mine.csv", "path,emotion,speaker\nmine/a.wav,sad,x\nmine/b.wav,sad,x\nmine/c.wav,bored,x\nmine/d.wav,bored,x\n"u8.ToArray());
    }

    [Fact]
    public async Task Screen_and_report_count_clips_speakers_and_emotions_and_name_what_is_wrong()
    {
        var run = await Describe();

        Assert.Equal((0, ""), (run.ExitCode, run.Errors));
        Assert.Contains("warning: mine: 2 × 'bored' carry labels that are not known here", run.Output, StringComparison.Ordinal);
        Assert.Contains("Left out (duplicate): 03-01-05-01-01-02-02.wav", run.Output, StringComparison.Ordinal);
        Assert.Contains("Left out (silent): mine/b.wav", run.Output, StringComparison.Ordinal);

        using var report = JsonDocument.Parse(await File.ReadAllBytesAsync(At("out/corpus-report.json"), TestContext.Current.CancellationToken));
        var (ravdess, mine) = (report.RootElement.GetProperty("corpora")[0], report.RootElement.GetProperty("corpora")[1]);
        Assert.Equal("ravdess", ravdess.GetProperty("id").GetString());
        Assert.Equal("CC BY-NC-SA 4.0", ravdess.GetProperty("licence").GetString());
        Assert.Equal(3, ravdess.GetProperty("clips").GetInt32());
        Assert.Equal(0.003, ravdess.GetProperty("hours").GetDouble());
        Assert.Equal("""{"total":2,"female":1,"male":1,"unknown":0}""", Compact(ravdess.GetProperty("speakers")));
        Assert.Equal("""{"angry":2,"sad":1}""", Compact(ravdess.GetProperty("emotions")));
        Assert.Equal(1, ravdess.GetProperty("otherFiles").GetInt32());
        Assert.Equal("03-01-05-01-01-02-02.wav", ravdess.GetProperty("leftOut").GetProperty("duplicate")[0].GetProperty("clip").GetString());
        Assert.Equal("""{"bored":2}""", Compact(mine.GetProperty("unknownLabels")));
        Assert.Equal("mine/b.wav", mine.GetProperty("leftOut").GetProperty("silent")[0].GetProperty("clip").GetString());
    }

    [Fact]
    public async Task Pictures_are_drawn_of_every_emotion_that_is_there_and_features_are_kept()
    {
        (await Describe()).AssertSucceeded();

        string[] expected =
        [
            "corpus-report.json", "emotions.png", "examples.png",
            "spectrogram-angry.png", "spectrogram-sad.png", "waveform-angry.png", "waveform-sad.png",
        ];
        Assert.Equal(expected, Directory.GetFiles(At("out")).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.Equal((2000, 1080), PngFile.SizeOf(At("out/emotions.png")));
        Assert.Equal((2080, 1320), PngFile.SizeOf(At("out/examples.png")));
        Assert.Equal(4, Directory.GetFiles(At("cache"), "*.f32", SearchOption.AllDirectories).Length);
    }

    [Theory]
    [InlineData("No corpus is given")]
    [InlineData("does not exist", "--manifest", "nowhere.csv")]
    [InlineData("no corpus is known as 'emodb'", "--corpus", "emodb=DIR")]
    public async Task Errors_say_what_to_do(string expected, params string[] options)
    {
        var run = await ProgramRun.Of(["describe", "--out", At("out"), .. options]);
        run.AssertFailed(expected);
    }

    [Fact]
    public async Task Clips_that_are_all_broken_make_an_error()
    {
        _folder.Write("broken/03-01-05-01-01-01-03.wav", []);
        var run = await ProgramRun.Of("describe", "--corpus", $"ravdess={At("broken")}", "--no-cache", "--out", At("out"));
        run.AssertFailed("None of the clips can be used");
    }

    public void Dispose() => _folder.Dispose();

    private Task<ProgramRun> Describe() => ProgramRun.Of(
        "describe", "--corpus", $"ravdess={At("ravdess")}", "--manifest", At("mine.csv"), "--cache", At("cache"), "--out", At("out"));

    private string At(string name) => Path.Combine(_folder.Path, name);

    private static string Compact(JsonElement element) => JsonSerializer.Serialize(element);
}
