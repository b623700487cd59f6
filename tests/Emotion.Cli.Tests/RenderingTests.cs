using System.Text;
using System.Text.Json.Nodes;
using Emotion.Audio;
using Emotion.Cli.Rendering;
using Emotion.Inference;
using Emotion.Pipeline.Clips;
using Emotion.Pipeline.Exporting;
using Emotion.Pipeline.Results;
using Parquet;
using Spectre.Console;

namespace Emotion.Cli.Tests;

public class RenderingTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static readonly ClipResult Scored = new()
    {
        Version = new ClipVersion(new ClipId("study", "a, \"b\".wav"), "0x1", new DateTimeOffset(2026, 11, 24, 10, 0, 0, TimeSpan.Zero)),
        Status = ResultStatus.Scored,
        Prediction = new Prediction("happy", 0.75, new Dictionary<string, double> { ["angry"] = 0.25, ["happy"] = 0.75 }, "m1"),
        Audio = new AudioFacts(3.5, 48000, 2),
        FeatureSet = "librosa180/1",
        ProcessedAt = new DateTimeOffset(2026, 11, 24, 10, 0, 1, TimeSpan.Zero),
    };

    private static readonly ClipResult Rejected = Scored with
    {
        Version = Scored.Version with { Clip = new ClipId("study", "b.wav") },
        Status = ResultStatus.Rejected,
        Prediction = null,
        Audio = null,
        FeatureSet = null,
        Reason = "Undecodable",
        Detail = "Not a WAV file [really].",
    };

    [Fact]
    public async Task Csv_quotes_what_needs_it_and_leaves_empty_what_is_not_there()
    {
        var lines = (await WrittenAsync(Csv, Scored, Rejected)).Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        Assert.Equal(
            [
                "Corpus,Path,Status,Emotion,Confidence,Uncertain,P_angry,P_calm,P_disgust,P_fear,P_happy,P_neutral,P_sad,P_surprise,Reason,Detail,DurationSeconds,SampleRate,Channels,FeatureSet,ModelVersion,Windows,WindowSeconds,HopSeconds,Share_angry,Share_calm,Share_disgust,Share_fear,Share_happy,Share_neutral,Share_sad,Share_surprise,ClipETag,ClipLastModified,ProcessedAt",
                "study,\"a, \"\"b\"\".wav\",Scored,happy,0.75,,0.25,,,,0.75,,,,,,3.5,48000,2,librosa180/1,m1,,,,,,,,,,,,0x1,2026-11-24T10:00:00.0000000+00:00,2026-11-24T10:00:01.0000000+00:00",
                "study,b.wav,Rejected,,,,,,,,,,,,Undecodable,Not a WAV file [really].,,,,,,,,,,,,,,,,,0x1,2026-11-24T10:00:00.0000000+00:00,2026-11-24T10:00:01.0000000+00:00",
            ],
            lines);
    }

    [Fact]
    public async Task Json_has_an_object_per_clip()
    {
        var rows = JsonNode.Parse(await WrittenAsync(Json, Scored, Rejected))!.AsArray();
        Assert.Equal(2, rows.Count);
        Assert.Equal("a, \"b\".wav", rows[0]!["path"]!.GetValue<string>());
        Assert.Equal(0.75, rows[0]!["probabilities"]!["happy"]!.GetValue<double>());
        Assert.Equal("Undecodable", rows[1]!["reason"]!.GetValue<string>());
        Assert.Null(rows[1]!["emotion"]);
    }

    [Fact]
    public async Task Json_lines_have_an_object_each_with_the_text_as_it_is()
    {
        var lines = (await WrittenAsync(JsonLines, Scored, Rejected with { Detail = "Größe: it's <0>." })).TrimEnd('\n').Split('\n');
        Assert.Equal(["study/a, \"b\".wav", "study/b.wav"], lines.Select(line => (string)JsonNode.Parse(line)!["clip"]!));
        Assert.Contains("Größe: it's <0>.", lines[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Parquet_has_typed_columns_and_nulls()
    {
        using var file = new MemoryStream();
        await ParquetTable.WriteAsync(file, ResultColumns.All, new[] { Scored, Rejected }.Select(ResultRecord.Of).ToAsyncEnumerable(), Cancel);

        await using var reader = await ParquetReader.CreateAsync(file, cancellationToken: Cancel);
        using var group = reader.OpenRowGroupReader(0);
        var fields = reader.Schema.GetDataFields().ToDictionary(field => field.Name);
        Assert.Equal((await WrittenAsync(Csv)).TrimEnd().Split(','), reader.Schema.GetDataFields().Select(field => field.Name));
        Assert.Equal(2, group.RowCount);
        var confidence = new double?[2];
        await group.ReadAsync<double>(fields["Confidence"], confidence, cancellationToken: Cancel);
        Assert.Equal([0.75, null], confidence);
        var processed = new DateTime?[2];
        await group.ReadAsync<DateTime>(fields["ProcessedAt"], processed, cancellationToken: Cancel);
        Assert.Equal(Scored.ProcessedAt.UtcDateTime, processed[0]!.Value);
        var reasons = new string?[2];
        await group.ReadAsync(fields["Reason"], reasons.AsMemory(), cancellationToken: Cancel);
        Assert.Equal([null, "Undecodable"], reasons);
    }

    [Fact]
    public async Task A_recording_says_of_how_many_windows_it_is_and_how_they_fell()
    {
        var recording = Scored with { Recording = new RecordingSummary(4, 2.5, 1.25, new Dictionary<string, double> { ["angry"] = 0.25, ["happy"] = 0.75 }) };
        Assert.Contains(",librosa180/1,m1,4,2.5,1.25,0.25,,,,0.75,,,,0x1,", await WrittenAsync(Csv, recording), StringComparison.Ordinal);
        var row = JsonNode.Parse(await WrittenAsync(Json, recording))![0]!;
        Assert.Equal((4, 0.75), ((int)row["windows"]!, (double)row["shares"]!["happy"]!));
    }

    [Fact]
    public async Task Groups_count_what_they_share_and_rows_that_have_none()
    {
        var uncertain = Scored with { Prediction = Scored.Prediction! with { Confidence = 0.25, Uncertain = true } };
        var groups = await ResultGroup.CountAsync(new[] { Scored, Rejected, uncertain }.ToAsyncEnumerable(), ResultGroup.Keys["emotion"], Cancel);
        Assert.Equal([new ResultGroup("", 1, 1.0 / 3, 0, 1, 0, 0, null), new ResultGroup("happy", 2, 2.0 / 3, 2, 0, 0, 1, 0.5)], groups);
    }

    [Fact]
    public void The_view_shows_every_clip_with_its_probabilities_or_its_reason()
    {
        var text = Render([Scored, Rejected]);
        Assert.Contains("study/a, \"b\".wav", text, StringComparison.Ordinal);
        Assert.Contains("75%", text, StringComparison.Ordinal);
        Assert.Contains("Not a WAV file [really].", text, StringComparison.Ordinal);
        Assert.Contains("2 clips: 1 scored, 1 rejected (model m1)", text, StringComparison.Ordinal);
        Assert.Contains("No results", Render([]), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true, "? 75%", "; 1 uncertain (?)")]
    [InlineData(false, "75%", "(model m1)")]
    public async Task Uncertain_answers_are_marked_in_every_format(bool uncertain, string cell, string ending)
    {
        var row = Scored with { Prediction = Scored.Prediction! with { Uncertain = uncertain } };
        var text = Render([row]);
        Assert.Contains($" {cell} ", text, StringComparison.Ordinal);
        Assert.Equal(uncertain, text.Contains('?', StringComparison.Ordinal));
        Assert.EndsWith(ending, text.TrimEnd(), StringComparison.Ordinal);

        Assert.Contains($",happy,0.75,{uncertain},0.25,", await WrittenAsync(Csv, row), StringComparison.Ordinal);
        Assert.Equal(uncertain, JsonNode.Parse(await WrittenAsync(Json, row))![0]!["uncertain"]!.GetValue<bool>());
    }

    [Fact]
    public void One_clip_is_one() => Assert.EndsWith("1 clip: 1 rejected", Render([Rejected]).TrimEnd(), StringComparison.Ordinal);

    private static Task Json(Stream stream, IAsyncEnumerable<ClipResult> rows, CancellationToken cancel) =>
        JsonTable.WriteArrayAsync(stream, rows.Select(ResultRecord.Of), cancel);

    private static Task JsonLines(Stream stream, IAsyncEnumerable<ClipResult> rows, CancellationToken cancel) =>
        JsonTable.WriteLinesAsync(stream, rows.Select(ResultRecord.Of), cancel);

    private static Task Csv(Stream stream, IAsyncEnumerable<ClipResult> rows, CancellationToken cancel) =>
        CsvTable.WriteAsync(stream, ResultColumns.All, rows.Select(ResultRecord.Of), cancel);

    private static async Task<string> WrittenAsync(Func<Stream, IAsyncEnumerable<ClipResult>, CancellationToken, Task> write, params ClipResult[] rows)
    {
        using var stream = new MemoryStream();
        await write(stream, rows.ToAsyncEnumerable(), Cancel);
        return Encoding.UTF8.GetString(stream.ToArray());
    }

    private static string Render(IReadOnlyList<ClipResult> results)
    {
        using var writer = new StringWriter();
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Ansi = AnsiSupport.No, Out = new AnsiConsoleOutput(writer) });
        console.Profile.Width = 160;
        ResultView.Write(console, results);
        return writer.ToString();
    }
}
