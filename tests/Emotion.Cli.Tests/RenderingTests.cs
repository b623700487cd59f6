using System.Text.Json.Nodes;
using Emotion.Audio;
using Emotion.Cli.Rendering;
using Emotion.Inference;
using Emotion.Pipeline.Clips;
using Emotion.Pipeline.Results;
using Spectre.Console;

namespace Emotion.Cli.Tests;

public class RenderingTests
{
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
        using var writer = new StringWriter();
        await ResultCsv.WriteAsync(writer, new[] { Scored, Rejected }.ToAsyncEnumerable(), TestContext.Current.CancellationToken);
        var lines = writer.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        Assert.Equal(
            [
                "Corpus,Path,Status,Emotion,Confidence,Uncertain,P_angry,P_calm,P_disgust,P_fear,P_happy,P_neutral,P_sad,P_surprise,Reason,Detail,DurationSeconds,SampleRate,Channels,FeatureSet,ModelVersion,ClipETag,ClipLastModified,ProcessedAt",
                "study,\"a, \"\"b\"\".wav\",Scored,happy,0.75,,0.25,,,,0.75,,,,,,3.5,48000,2,librosa180/1,m1,0x1,2026-11-24T10:00:00.0000000+00:00,2026-11-24T10:00:01.0000000+00:00",
                "study,b.wav,Rejected,,,,,,,,,,,,Undecodable,Not a WAV file [really].,,,,,,0x1,2026-11-24T10:00:00.0000000+00:00,2026-11-24T10:00:01.0000000+00:00",
            ],
            lines);
    }

    [Fact]
    public void Json_has_an_object_per_clip()
    {
        using var writer = new StringWriter();
        ResultJson.Write(writer, [Scored, Rejected]);
        var rows = JsonNode.Parse(writer.ToString())!.AsArray();
        Assert.Equal(2, rows.Count);
        Assert.Equal("a, \"b\".wav", rows[0]!["path"]!.GetValue<string>());
        Assert.Equal(0.75, rows[0]!["probabilities"]!["happy"]!.GetValue<double>());
        Assert.Equal("Undecodable", rows[1]!["reason"]!.GetValue<string>());
        Assert.Null(rows[1]!["emotion"]);
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

        using var csv = new StringWriter();
        await ResultCsv.WriteAsync(csv, new[] { row }.ToAsyncEnumerable(), TestContext.Current.CancellationToken);
        Assert.Contains($",happy,0.75,{uncertain},0.25,", csv.ToString(), StringComparison.Ordinal);

        using var json = new StringWriter();
        ResultJson.Write(json, [row]);
        Assert.Equal(uncertain, JsonNode.Parse(json.ToString())![0]!["uncertain"]!.GetValue<bool>());
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
