using System.Text.Json.Nodes;
using Emotion.Tests;
using Emotion.Training.Tests.Support;

namespace Emotion.Training.Tests.Commands;

/// <summary>The shipped model on voices that nobody recorded.</summary>
public sealed class EvaluateCommandTests : IDisposable
{
    private readonly TemporaryFolder _corpus = new();
    private readonly TemporaryFolder _other = new();

    [Fact]
    public async Task Json_is_one_document_that_accounts_for_every_clip()
    {
        WriteRavdess();
        _corpus.Write("03-01-01-01-01-02-01.wav", "broken"u8.ToArray());
        WriteManifest("path,emotion,speaker,gender\nx.wav,sadness,anna,female\ny.wav,bored,anna,female\n");

        var text = (await Evaluate("--json", "--manifest", Manifest)).AssertSucceeded();

        Assert.StartsWith("{\n  \"schemaVersion\": 1,", text, StringComparison.Ordinal);
        var json = JsonNode.Parse(text)!;
        var data = json["data"]!;
        Assert.Equal(ShippedModel.Card.Sha256, (string)json["model"]!["sha256"]!);
        Assert.Equal((18, 17), ((int)data["clipsFound"]!, (int)data["clipsScored"]!));
        Assert.Equal("03-01-01-01-01-02-01.wav", (string)Assert.Single(data["leftOut"]!.AsArray())!["clip"]!);
        Assert.Equal("unreadable", (string)data["leftOut"]![0]!["kind"]!);
        Assert.Equal(1, (int)data["unknownLabels"]!["bored"]!);
        Assert.Equal([true, false], data["corpora"]!.AsArray().Select(corpus => (bool)corpus!["trainedOn"]!));
        Assert.Equal(["female", "male"], json["byGender"]!.AsObject().Select(gender => gender.Key));
        Assert.Equal(["clips", "ravdess"], json["byCorpus"]!.AsObject().Select(corpus => corpus.Key));
        Assert.Equal(3, json["bySpeaker"]!.AsArray().Count);
        Assert.Equal(17, json["metrics"]!["confusion"]!.AsArray().Sum(row => row!.AsArray().Sum(count => (int)count!)));
        Assert.Equal(64, ((string)data["evaluationSet"]!).Length);
    }

    [Fact]
    public async Task The_same_clips_give_the_same_text_and_the_report_holds_the_same_document()
    {
        WriteRavdess();
        var first = (await Evaluate("--json", "--out", _other.Path)).AssertSucceeded();

        Assert.Equal(first, (await Evaluate("--json")).AssertSucceeded());
        Assert.Equal(first, File.ReadAllText(Path.Combine(_other.Path, "metrics.json")));
        Assert.Equal(17, File.ReadAllLines(Path.Combine(_other.Path, "predictions.csv")).Length);
        Assert.Contains("(plots/evaluation-confusion.png)", File.ReadAllText(Path.Combine(_other.Path, "report.md")), StringComparison.Ordinal);
        Assert.True(File.Exists(Path.Combine(_other.Path, "plots", "evaluation-reliability.svg")));
    }

    [Fact]
    public async Task Text_says_what_was_scored_and_that_the_model_knows_the_corpus()
    {
        WriteRavdess();

        var run = await Evaluate();

        var text = run.AssertSucceeded();
        Assert.Contains("16 of 16 clips were scored", text, StringComparison.Ordinal);
        Assert.Contains("The model was trained on RAVDESS", text, StringComparison.Ordinal);
        Assert.Contains("| true \\ given | angry |", text, StringComparison.Ordinal);
        Assert.Contains("Reading and scoring 16 clips", run.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_part_of_a_manifest_can_be_scored_alone()
    {
        WriteManifest("path,emotion,speaker,split\nx.wav,sad,anna,test\ny.wav,sad,ben,train\n");

        var run = await ProgramRun.Of("evaluate", "--model", ShippedModel.Folder, "--manifest", Manifest, "--split", "test", "--json", "--no-cache");

        Assert.Equal(["anna"], JsonNode.Parse(run.AssertSucceeded())!["bySpeaker"]!.AsArray().Select(speaker => (string)speaker!["id"]!));
    }

    [Fact]
    public async Task A_part_that_no_clip_is_in_is_an_error()
    {
        WriteRavdess();
        (await Evaluate("--split", "test")).AssertFailed("column split");
    }

    [Fact]
    public async Task A_model_is_found_by_its_file_or_its_folder()
    {
        WriteRavdess();
        var bundle = Path.Combine(ShippedModel.Folder, ShippedModel.Version);

        var byFolder = (await EvaluateModel(bundle, "--json")).AssertSucceeded();
        var byFile = (await EvaluateModel(Path.Combine(bundle, "model.onnx"), "--json")).AssertSucceeded();

        Assert.Equal((await Evaluate("--json")).AssertSucceeded(), byFolder);
        Assert.Equal(byFolder, byFile);
    }

    [Fact]
    public async Task A_model_without_its_card_is_told_what_the_card_is_for()
    {
        WriteRavdess();
        _other.Write("model.onnx", ShippedModel.Bundle.Onnx);

        var run = await EvaluateModel(Path.Combine(_other.Path, "model.onnx"));

        run.AssertFailed("no card.json beside it");
        Assert.Empty(run.Output);
    }

    [Theory]
    [InlineData("nowhere", "There is no model at")]
    [InlineData("", "card.json is missing")]
    public async Task A_model_that_is_not_there_is_an_error(string path, string says)
    {
        WriteRavdess();
        (await EvaluateModel(Path.Combine(_other.Path, path))).AssertFailed(says);
    }

    public void Dispose()
    {
        _corpus.Dispose();
        _other.Dispose();
    }

    private string Manifest => Path.Combine(_other.Path, "clips.csv");

    /// <summary>Two actors, each with every emotion once.</summary>
    private void WriteRavdess()
    {
        for (var actor = 1; actor <= 2; actor++)
        {
            for (var emotion = 1; emotion <= 8; emotion++)
                _corpus.Write($"03-01-{emotion:00}-01-01-01-{actor:00}.wav", Voice.Wav(10 * actor + emotion));
        }
    }

    private void WriteManifest(string text)
    {
        _other.Write("clips.csv", System.Text.Encoding.UTF8.GetBytes(text));
        _other.Write("x.wav", Voice.Wav(101));
        _other.Write("y.wav", Voice.Wav(102));
    }

    private Task<ProgramRun> Evaluate(params string[] more) => EvaluateModel(ShippedModel.Folder, more);

    private Task<ProgramRun> EvaluateModel(string model, params string[] more) =>
        ProgramRun.Of(["evaluate", "--model", model, "--corpus", $"ravdess={_corpus.Path}", "--no-cache", .. more]);
}
