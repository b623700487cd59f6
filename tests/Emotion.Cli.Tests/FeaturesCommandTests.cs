using System.Text.Json.Nodes;
using Emotion.Audio;
using Emotion.Audio.Features;
using Emotion.Tests;

namespace Emotion.Cli.Tests;

/// <summary><c>emotion features</c> as a user runs it, in a process of its own.</summary>
public sealed class FeaturesCommandTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("emotion-test-").FullName;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task By_default_it_describes_the_pipelines_window_in_full_precision()
    {
        var (file, brief) = (Write("a.wav", WavFile.VoiceClip(4, 48000)), Write("b.wav", WavFile.VoiceClip(2)));
        var (rows, run) = await FeaturesAsync(file, brief);
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Equal([file, brief], rows.Select(row => row!["file"]!.GetValue<string>()));

        using var stream = File.OpenRead(file);
        var expected = FeatureExtractor.Extract(ClipAnalyzer.ReadWindow(stream).Samples);
        Assert.Equal(55125, Int(rows[0], "samples"));
        AssertFeatures(expected, rows[0]);
        Assert.Equal(2 * 22050, Int(rows[1], "samples"));
    }

    [Fact]
    public async Task Offset_0_is_the_whole_file()
    {
        var (rows, _) = await FeaturesAsync(Write("a.wav", WavFile.VoiceClip(4)), "--offset", "0");
        Assert.Equal((4 * 22050, 1 + 4 * 22050 / 512), (Int(rows[0], "samples"), Int(rows[0], "frames")));
    }

    [Fact]
    public async Task A_stretch_is_cut_at_the_files_rate_as_librosa_load_does()
    {
        var samples = WavFile.Voice(3, 96000);
        var file = Write("a.wav", WavFile.Float32(samples, 96000));
        var (rows, _) = await FeaturesAsync(file, "--offset", "1.00001", "--duration", "0.70001");

        var expected = FeatureExtractor.Extract(AudioLoader.Load(new MemoryStream(WavFile.Float32(samples.AsSpan(96000, 67200), 96000))));
        Assert.Equal(15435, Int(rows[0], "samples"));
        AssertFeatures(expected, rows[0]);

        var (fromStart, _) = await FeaturesAsync(file, "--duration", "0.5");
        Assert.Equal(11025, Int(fromStart[0], "samples"));
    }

    [Fact]
    public async Task Short_and_silent_clips_are_refused_as_the_pipeline_does_unless_a_stretch_is_asked_for()
    {
        var (brief, silent) = (Write("brief.wav", WavFile.VoiceClip(0.05)), Write("silent.wav", WavFile.Pcm16(new float[88200], 22050)));
        var (none, refused) = await FeaturesAsync(brief, silent);
        Assert.Equal((2, 0), (refused.ExitCode, none.Count));
        Assert.Contains($"{brief}: The clip lasts 0.05 s", refused.Error, StringComparison.Ordinal);
        Assert.Contains($"{silent}: The analysed stretch", refused.Error, StringComparison.Ordinal);

        var (rows, run) = await FeaturesAsync(brief, silent, "--offset", "0");
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Equal([1102, 88200], rows.Select(row => Int(row, "samples")));
        Assert.Equal(0, rows[1]!["tuning"]!.GetValue<double>());
    }

    [Fact]
    public async Task What_cannot_be_read_is_named_and_the_others_come_out()
    {
        var nan = WavFile.Voice(1, 22050);
        nan[11000] = float.NaN;
        string[] bad =
        [
            Write("bad.wav", [1, 2, 3]), Path.Combine(_folder, "nowhere.wav"), Write("nan.wav", WavFile.Float32(nan, 22050)),
            Write("huge.wav", WavFile.Float32([.. WavFile.Voice(1, 22050).Select(x => 1e25f * x)], 22050)),
            Write("empty.wav", WavFile.VoiceClip(0)),
        ];
        var good = Write("good.wav", WavFile.VoiceClip(1));
        var (rows, run) = await FeaturesAsync([.. bad, good, "--offset", "0"]);
        Assert.Equal(2, run.ExitCode);
        Assert.Equal(good, Assert.Single(rows)!["file"]!.GetValue<string>());
        var complaints = run.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(bad, complaints.Select(line => line[..line.IndexOf(": ", StringComparison.Ordinal)]));

        var past = await EmotionTool.RunAsync(["features", good, "--offset", "1"], Cancel);
        Assert.Equal(2, past.ExitCode);
        Assert.Contains("no samples in that stretch", past.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--offset", "-1")]
    [InlineData("--duration", "-0.1")]
    [InlineData("--duration", "NaN")]
    [InlineData("--offset", "0,6")]
    [InlineData("--duration", "2,5")]
    public async Task Times_that_are_none_are_an_error(string option, string value)
    {
        var run = await EmotionTool.RunAsync(["features", Write("a.wav", WavFile.VoiceClip()), option, value], Cancel);
        Assert.Equal(1, run.ExitCode);
        Assert.Contains($"{option} is '{value}', but must be a number from 0 to", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_json_it_is_a_table()
    {
        var run = await EmotionTool.RunAsync(["features", Write("a.wav", WavFile.VoiceClip())], Cancel);
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Contains("55125", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Log_mel_frames_are_those_that_a_model_is_fed()
    {
        var file = Write("a.wav", WavFile.VoiceClip(4, 48000));
        var (rows, run) = await FeaturesAsync(file, "--set", "logmel64/1");
        Assert.Equal((0, ""), (run.ExitCode, run.Error));

        using var stream = File.OpenRead(file);
        var expected = ClipAnalyzer.Analyze(stream, FeatureRecipe.LogMel64).Window;
        Assert.Equal(expected.Vector, Floats(rows[0], "vector"));
        Assert.Equal((4 * 22050, 1 + Int(rows[0], "length") / 256), (Int(rows[0], "samples"), Int(rows[0], "frames")));
        Assert.Equal(expected.StartSeconds, Int(rows[0], "start") / 22050.0);

        var (stretch, _) = await FeaturesAsync(file, "--set", "logmel64/1", "--offset", "1", "--duration", "0.5");
        Assert.Equal(11025, Int(stretch[0], "samples"));
        Assert.Contains("64, first frame", (await EmotionTool.RunAsync(["features", file, "--set", "logmel64/1"], Cancel)).Output, StringComparison.Ordinal);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static void AssertFeatures(LibrosaFeatures expected, JsonNode? row)
    {
        Assert.Equal((expected.Frames, expected.Tuning), (Int(row, "frames"), row!["tuning"]!.GetValue<double>()));
        Assert.Equal(expected.Mfcc, Floats(row, "mfcc"));
        Assert.Equal(expected.Chroma, Floats(row, "chroma"));
        Assert.Equal(expected.Mel, Floats(row, "mel"));
    }

    private static async Task<(JsonArray Rows, EmotionTool.Result Run)> FeaturesAsync(params string[] arguments)
    {
        var run = await EmotionTool.RunAsync(["features", .. arguments, "--json"], Cancel);
        return (JsonNode.Parse(run.Output)!.AsArray(), run);
    }

    private static int Int(JsonNode? row, string name) => row![name]!.GetValue<int>();

    private static float[] Floats(JsonNode? row, string name) => [.. row![name]!.AsArray().Select(value => value!.GetValue<float>())];

    private string Write(string name, byte[] content)
    {
        var file = Path.Combine(_folder, name);
        File.WriteAllBytes(file, content);
        return file;
    }
}
