using System.Text.Json.Nodes;
using Emotion.Audio;
using Emotion.Inference;
using Emotion.Pipeline;
using Emotion.Pipeline.Clips;
using Emotion.Pipeline.Results;
using Emotion.Tests;

namespace Emotion.Cli.Tests;

/// <summary><c>emotion segments</c> on rows of real tables.</summary>
public sealed class SegmentsCommandTests(AzuriteFixture azurite) : IAsyncLifetime
{
    private readonly string _corpus = $"segments-{Guid.NewGuid():N}";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        await azurite.Storage.CreateStoresAsync(Cancel);
        await WriteAsync("day 1/interview.wav", ["happy", "happy", "sad"]);
        await WriteAsync("day 1/talk.wav", ["angry"]);
        await WriteAsync("clip.wav", []);
    }

    [Fact]
    public async Task A_table_shows_when_which_emotion_was_heard()
    {
        var run = await Segments([$"{_corpus}/day 1/interview.wav"]);
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Contains("│ 1:00:02.50 │ 1:00:05.00 │ sad     │ ████████████           60% │", run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("angry 60%", run.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("csv")]
    [InlineData("json")]
    [InlineData("jsonl")]
    public async Task All_windows_of_a_corpus_are_exported(string format)
    {
        var run = await Segments(["--corpus", _corpus, "--format", format]);
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        var lines = run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (format == "csv")
        {
            Assert.Equal(5, lines.Length);
            Assert.StartsWith("Clip,Window,StartSeconds,EndSeconds,Emotion,Confidence,Uncertain,P_angry,", lines[0], StringComparison.Ordinal);
            Assert.StartsWith($"{_corpus}/day 1/interview.wav,2,3602.5,3605,sad,0.6,,", lines[3], StringComparison.Ordinal);
            return;
        }

        var rows = format == "json" ? JsonNode.Parse(run.Output)!.AsArray() : [.. lines.Select(line => JsonNode.Parse(line))];
        Assert.Equal(["happy", "happy", "sad", "angry"], rows.Select(row => (string)row!["emotion"]!));
        Assert.Equal(0.6, (double)rows[2]!["probabilities"]!["sad"]!);
    }

    [Theory]
    [InlineData("", "Name recordings, as CORPUS/PATH, or a corpus by --corpus")]
    [InlineData("{corpus}/nothing.wav", "There is no result of {corpus}/nothing.wav. emotion results lists what there is.")]
    [InlineData("{corpus}/clip.wav", "is a clip of 3.0 s, which was scored as a whole: it has no windows")]
    public async Task What_has_no_windows_is_said(string arguments, string says)
    {
        var run = await Segments(arguments.Replace("{corpus}", _corpus, StringComparison.Ordinal).Split(' ', StringSplitOptions.RemoveEmptyEntries));
        Assert.Equal(1, run.ExitCode);
        Assert.Contains(says.Replace("{corpus}", _corpus, StringComparison.Ordinal), run.Error, StringComparison.Ordinal);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private Task<EmotionTool.Result> Segments(string[] arguments) =>
        EmotionTool.RunAsync(["segments", .. arguments, "--storage", azurite.ConnectionString], Cancel);

    private async Task WriteAsync(string path, string[] emotions)
    {
        var version = new ClipVersion(new ClipId(_corpus, path), "0x1", new DateTimeOffset(2026, 11, 24, 0, 0, 0, TimeSpan.Zero));
        var segments = emotions.Select((emotion, i) => new ClipSegment(i, 3600 + 1.25 * i, 3602.5 + 1.25 * i, Answer(emotion))).ToList();
        await new SegmentTable(azurite.Storage.Tables).WriteAsync(version, segments, Cancel);
        var row = new ClipResult
        {
            Version = version,
            Status = ResultStatus.Scored,
            ProcessedAt = version.LastModified,
            Prediction = segments.Count > 0 ? RecordingSummary.Mean(segments, uncertainBelow: null) : Answer("calm"),
            Recording = segments.Count > 0 ? RecordingSummary.Of(segments) : null,
            Audio = new AudioFacts(segments.Count > 0 ? 3700 : 3, 22050, 1),
        };
        Assert.True(await new ResultTable(azurite.Storage.Tables).TryWriteAsync(row, replaces: null, Cancel));
    }

    private static Prediction Answer(string emotion) =>
        new(emotion, 0.6, EmotionLabels.All.ToDictionary(label => label, label => label == emotion ? 0.6 : 0.4 / 7), "m1");
}
