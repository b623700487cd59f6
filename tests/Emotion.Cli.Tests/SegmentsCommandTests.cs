using System.Diagnostics;
using System.Text.Json.Nodes;
using Emotion.Tests;

namespace Emotion.Cli.Tests;

/// <summary><c>emotion segments</c> on rows of real tables.</summary>
public sealed class SegmentsCommandTests(AzuriteFixture azurite) : IAsyncLifetime
{
    private readonly CorpusRows _rows = new(azurite);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        await _rows.WriteRecordingAsync("day 1/interview.wav", ["happy", "happy", "sad"], windowSeconds: 2.5, "m1", start: 3600);
        await _rows.WriteRecordingAsync("day 1/talk.wav", ["angry"], windowSeconds: 2.5, "m1");
        await _rows.WriteAsync("clip.wav", CorpusRows.Answer("calm", 0.6, "m1"));
    }

    [Fact]
    public async Task A_table_shows_when_which_emotion_was_heard()
    {
        var run = await Segments([$"{_rows.Corpus}/day 1/interview.wav"]);
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Contains("│ 1:00:05.00 │ 1:00:07.50 │ sad     │ ████████████████       80% │ happy 0% │", run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("angry", run.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("csv")]
    [InlineData("json")]
    [InlineData("jsonl")]
    public async Task All_windows_of_a_corpus_are_exported(string format)
    {
        var run = await Segments(["--corpus", _rows.Corpus, "--format", format]);
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        var lines = run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (format == "csv")
        {
            Assert.Equal(5, lines.Length);
            Assert.StartsWith("Clip,Window,StartSeconds,EndSeconds,Emotion,Confidence,Uncertain,P_angry,", lines[0], StringComparison.Ordinal);
            Assert.StartsWith($"{_rows.Corpus}/day 1/interview.wav,2,3605,3607.5,sad,0.8,,", lines[3], StringComparison.Ordinal);
            return;
        }

        var rows = format == "json" ? JsonNode.Parse(run.Output)!.AsArray() : [.. lines.Select(line => JsonNode.Parse(line))];
        Assert.Equal(["happy", "happy", "sad", "angry"], rows.Select(row => (string)row!["emotion"]!));
        Assert.Equal(0.8, (double)rows[2]!["probabilities"]!["sad"]!);
    }

    [Theory]
    [InlineData("", "Name recordings, as CORPUS/PATH, or a corpus by --corpus")]
    [InlineData("{corpus}/nothing.wav", "There is no result of {corpus}/nothing.wav. emotion results lists what there is.")]
    [InlineData("{corpus}/clip.wav", "is a clip of 120.0 s, which was scored as a whole: it has no windows")]
    public async Task What_has_no_windows_is_said(string arguments, string says)
    {
        var run = await Segments(arguments.Replace("{corpus}", _rows.Corpus, StringComparison.Ordinal).Split(' ', StringSplitOptions.RemoveEmptyEntries));
        Assert.Equal(1, run.ExitCode);
        Assert.Contains(says.Replace("{corpus}", _rows.Corpus, StringComparison.Ordinal), run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_reader_that_has_seen_enough_ends_the_export_quietly()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows' console does not say that nobody reads any more.");
        var rows = new CorpusRows(azurite);
        await rows.WriteRecordingAsync("day.wav", [.. Enumerable.Repeat("happy", 4000)], windowSeconds: 1, "m1"); // four pages of the table
        await using var storage = await FaultyStorage.StartAsync(azurite.ConnectionString);
        var start = new ProcessStartInfo(EmotionTool.File, ["segments", "--corpus", rows.Corpus, "--format", "jsonl", "--storage", storage.ConnectionString])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var export = Process.Start(start)!;
        Assert.StartsWith("{", await export.StandardOutput.ReadLineAsync(Cancel), StringComparison.Ordinal);
        export.StandardOutput.Close(); // as head does
        var error = await export.StandardError.ReadToEndAsync(Cancel);
        await export.WaitForExitAsync(Cancel);

        Assert.Equal((0, ""), (export.ExitCode, error));
        Assert.InRange(storage.Table.Count(Fault.None), 2, 4);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private Task<EmotionTool.Result> Segments(string[] arguments) =>
        EmotionTool.RunAsync(["segments", .. arguments, "--storage", azurite.ConnectionString], Cancel);
}
