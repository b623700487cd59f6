using System.Text.Json.Nodes;
using Emotion.Tests;

namespace Emotion.Cli.Tests;

/// <summary><c>emotion evaluate</c> on rows of a real table.</summary>
public sealed class EvaluateCommandTests(AzuriteFixture azurite) : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("emotion-test-").FullName;
    private readonly CorpusRows _rows = new(azurite);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        (string, string?)[] answers = [("a 1.wav", "happy"), ("a 2.wav", "happy"), ("b/3.wav", "sad"), ("b/4.wav", "sad"), ("5.wav", null), ("6.wav", "angry")];
        foreach (var (path, emotion) in answers)
            await _rows.WriteAsync(path, emotion is null ? null : CorpusRows.Answer(emotion, 0.8, "m1"));
    }

    [Fact]
    public async Task Figures_are_those_of_the_clips_that_have_both_and_the_rest_is_accounted_for()
    {
        var run = await Evaluate("emotion;note;path\nJoy;x;a 1.wav\nsadness;;a 2.wav\nsad;;b\\3.wav\nSad;;b/4.wav\nfear;;5.wav\nbored;;6.wav\nsad;;7.wav\n;;\n;;\n;;8.wav\n", "--json");
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        var json = JsonNode.Parse(run.Output)!;
        Assert.Equal(4, (int)json["clips"]!);
        Assert.Equal(0.75, (double)json["accuracy"]!["value"]!, 1e-12);
        Assert.Equal((1 + 2 / 3.0) / 2, (double)json["uar"]!["value"]!, 1e-12);
        Assert.Equal(0.5, (double)json["kappa"]!["value"]!, 1e-12); // (0.75 - 0.5) / (1 - 0.5)
        Assert.InRange((double)json["accuracy"]!["interval"]!["low"]!, 0.2, 0.5);
        Assert.Equal(["m1"], json["models"]!.AsArray().Select(model => (string)model!));
        Assert.Equal((1, 0), ((int)json["notScored"]!, (int)json["unlabelled"]!));
        Assert.Equal(["7.wav"], json["withoutRow"]!.AsArray().Select(path => (string)path!));
        Assert.Equal(1, (int)json["unknownLabels"]!["bored"]!);
    }

    [Fact]
    public async Task Names_may_have_the_corpus_in_front() =>
        Assert.Contains("2 clips of corpus", (await Evaluate($"path,emotion\n{_rows.Corpus}/a 1.wav,happy\nb/3.wav,sad\n")).Output, StringComparison.Ordinal);

    [Fact]
    public async Task Text_says_the_same()
    {
        var run = await Evaluate("path,emotion\na 1.wav,happy\nb/3.wav,happy\n9.wav,sad\n");
        Assert.Equal(0, run.ExitCode);
        string[] says = ["2 clips of corpus", "50.0 %", "Cohen's kappa", "1 labelled clip without a row (9.wav)", "3 scored clips without a label", "take clips for independent"];
        Assert.All(says, text => Assert.Contains(text, run.Output, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("file,emotion\na,sad\n", "lacks column path: its columns are file, emotion")]
    [InlineData("path,emotion\na,sad\na,happy\n", "line 3: a has a label already")]
    [InlineData("path,emotion\n,sad\n", "line 2: column path is empty")]
    [InlineData("path,emotion\nb\uFFFDse.wav,sad\n", "Save the file as 'CSV UTF-8'")]
    [InlineData("path,emotion\nelsewhere.wav,sad\n", "1 labelled clip without a row there")]
    [InlineData("path,emotion\na 1.wav,3\nb/3.wav,4\n", "unknown are '3' (1), '4' (1)")]
    public async Task What_is_wrong_with_the_labels_is_said(string labels, string says)
    {
        var run = await Evaluate(labels);
        Assert.Equal((1, ""), (run.ExitCode, run.Output));
        Assert.Contains(says, run.Error.ReplaceLineEndings(" "), StringComparison.Ordinal);
    }

    public ValueTask DisposeAsync()
    {
        Directory.Delete(_folder, recursive: true);
        return ValueTask.CompletedTask;
    }

    private async Task<EmotionTool.Result> Evaluate(string labels, params string[] more)
    {
        var file = Path.Combine(_folder, "labels.csv");
        await File.WriteAllTextAsync(file, labels, Cancel);
        return await EmotionTool.RunAsync(["evaluate", "--labels", file, "--corpus", _rows.Corpus, .. more, "--storage", azurite.ConnectionString], Cancel);
    }
}
