using System.Text.Json.Nodes;
using Emotion.Inference;
using Emotion.Training.Commands;
using Emotion.Training.Tests.Support;
using Spectre.Console;

namespace Emotion.Training.Tests.Commands;

/// <summary>The shipped model on voices that nobody recorded.</summary>
public sealed class EvaluateCommandTests : IDisposable
{
    private static readonly string Models = Path.Combine(AppContext.BaseDirectory, "models");

    private readonly TemporaryFolder _corpus = new();
    private readonly TemporaryFolder _other = new();
    private readonly StringWriter _output = new();
    private readonly StringWriter _errors = new();

    [Fact]
    public async Task Json_is_one_document_that_accounts_for_every_clip()
    {
        WriteRavdess();
        _corpus.Write("03-01-01-01-01-02-01.wav", "broken"u8.ToArray());
        WriteManifest("path,emotion,speaker,gender\nx.wav,sadness,anna,female\ny.wav,bored,anna,female\n");

        Assert.Equal(0, await Evaluate("--json", "--manifest", Manifest));

        Assert.StartsWith("{\n  \"schemaVersion\": 1,", _output.ToString(), StringComparison.Ordinal);
        var json = JsonNode.Parse(_output.ToString())!;
        var data = json["data"]!;
        Assert.Equal(ModelBundle.LoadCurrent(Models).Card.Sha256, (string)json["model"]!["sha256"]!);
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
        Assert.Equal(0, await Evaluate("--json", "--out", _other.Path));
        var first = _output.ToString();
        _output.GetStringBuilder().Clear();
        Assert.Equal(0, await Evaluate("--json"));

        Assert.Equal(first, _output.ToString());
        Assert.Equal(first, File.ReadAllText(Path.Combine(_other.Path, "metrics.json")));
        Assert.Equal(17, File.ReadAllLines(Path.Combine(_other.Path, "predictions.csv")).Length);
        Assert.Contains("(plots/evaluation-confusion.png)", File.ReadAllText(Path.Combine(_other.Path, "report.md")), StringComparison.Ordinal);
        Assert.True(File.Exists(Path.Combine(_other.Path, "plots", "evaluation-reliability.svg")));
    }

    [Fact]
    public async Task Text_says_what_was_scored_and_that_the_model_knows_the_corpus()
    {
        WriteRavdess();

        Assert.Equal(0, await Evaluate());

        var text = _output.ToString();
        Assert.Contains("16 of 16 clips were scored", text, StringComparison.Ordinal);
        Assert.Contains("The model was trained on RAVDESS", text, StringComparison.Ordinal);
        Assert.Contains("| true \\ given | angry |", text, StringComparison.Ordinal);
        Assert.Contains("Reading and scoring 16 clips", _errors.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_part_of_a_manifest_can_be_scored_alone()
    {
        WriteManifest("path,emotion,speaker,split\nx.wav,sad,anna,test\ny.wav,sad,ben,train\n");

        Assert.Equal(0, await Run("evaluate", "--model", Models, "--manifest", Manifest, "--split", "test", "--json", "--no-cache"));

        Assert.Equal(["anna"], JsonNode.Parse(_output.ToString())!["bySpeaker"]!.AsArray().Select(speaker => (string)speaker!["id"]!));
    }

    [Fact]
    public async Task A_part_that_no_clip_is_in_is_an_error()
    {
        WriteRavdess();
        Assert.Equal(1, await Evaluate("--split", "test"));
        AssertError("column split");
    }

    [Fact]
    public async Task A_model_is_found_by_its_file_or_its_folder()
    {
        WriteRavdess();
        var bundle = Path.Combine(Models, ModelBundle.LoadCurrent(Models).Card.Version);

        Assert.Equal(0, await Run("evaluate", "--model", bundle, "--corpus", $"ravdess={_corpus.Path}", "--json", "--no-cache"));
        var byFolder = _output.ToString();
        _output.GetStringBuilder().Clear();
        Assert.Equal(0, await Run("evaluate", "--model", Path.Combine(bundle, "model.onnx"), "--corpus", $"ravdess={_corpus.Path}", "--json", "--no-cache"));

        Assert.Equal(byFolder, _output.ToString());
    }

    [Fact]
    public async Task A_model_without_its_card_is_told_what_the_card_is_for()
    {
        WriteRavdess();
        _other.Write("model.onnx", ModelBundle.LoadCurrent(Models).Onnx);
        Assert.Equal(1, await Run("evaluate", "--model", Path.Combine(_other.Path, "model.onnx"), "--corpus", $"ravdess={_corpus.Path}", "--no-cache"));
        AssertError("no card.json beside it");
        Assert.Empty(_output.ToString());
    }

    [Theory]
    [InlineData("nowhere", "There is no model at")]
    [InlineData("", "card.json is missing")]
    public async Task A_model_that_is_not_there_is_an_error(string path, string says)
    {
        WriteRavdess();
        Assert.Equal(1, await Run("evaluate", "--model", Path.Combine(_other.Path, path), "--corpus", $"ravdess={_corpus.Path}", "--no-cache"));
        AssertError(says);
    }

    public void Dispose()
    {
        _corpus.Dispose();
        _other.Dispose();
        _output.Dispose();
        _errors.Dispose();
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

    private Task<int> Evaluate(params string[] more) =>
        Run(["evaluate", "--model", Models, "--corpus", $"ravdess={_corpus.Path}", "--no-cache", .. more]);

    private Task<int> Run(params string[] args)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(_output) });
        return CommandLine.RunAsync(args, console, _errors, TimeProvider.System);
    }

    private void AssertError(string expected)
    {
        Assert.Contains(expected, _errors.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", _errors.ToString(), StringComparison.Ordinal);
    }
}
