using Emotion.Audio.Features;
using Emotion.Inference;
using Emotion.Training.Commands;
using Emotion.Training.Tests.Support;
using Microsoft.Extensions.Time.Testing;
using Spectre.Console;

namespace Emotion.Training.Tests.Commands;

/// <summary>The program from its command line to its exit code, on voices that nobody recorded.</summary>
public sealed class TrainCommandTests : IDisposable
{
    private readonly TemporaryFolder _corpus = new();
    private readonly TemporaryFolder _models = new();
    private readonly StringWriter _output = new();
    private readonly StringWriter _errors = new();

    [Fact]
    public async Task Training_writes_a_bundle_that_the_scorer_loads_and_an_honest_card()
    {
        WriteCorpus();
        _corpus.Write("Actor_01/03-01-01-01-01-02-01.wav", "broken"u8.ToArray());
        _corpus.Write("Actor_01/03-02-01-01-01-01-01.wav", Voice.Wav(0));

        Assert.Equal(0, await Train("--epochs", "2", "--hold-out", "2"));

        var bundle = ModelBundle.LoadCurrent(_models.Path);
        using var scorer = new EmotionScorer(bundle, FeatureSet.Librosa180, FeatureSet.Length);
        Assert.Equal(1, scorer.Score(Voice.Features(5)).Probabilities.Values.Sum(), 1e-5);

        var card = bundle.Card;
        Assert.Equal("conv1d-ravdess-20261124", card.Version);
        Assert.Equal(EmotionLabels.All, card.Labels);
        Assert.Equal(32, Assert.Single(card.Corpora).Clips);
        Assert.Equal(4, card.Corpora[0].Speakers);
        Assert.Contains("CC BY-NC-SA 4.0", card.Licence, StringComparison.Ordinal);
        Assert.Contains("--ravdess DIR --out DIR --seed 42 --epochs 2 --hold-out 2", card.Command, StringComparison.Ordinal);

        var evaluation = Assert.Single(card.Evaluations);
        Assert.Equal("speaker-holdout", evaluation.Protocol);
        Assert.Equal(2, evaluation.TestSpeakers.Count);
        Assert.Equal(16, evaluation.Clips);
        Assert.Equal(16, evaluation.Confusion.Sum(row => row.Sum()));
        Assert.Equal(evaluation.Recall.Values.Average(), evaluation.Uar, 1e-3);

        Assert.Contains("Left out: Actor_01/03-01-01-01-01-02-01.wav", _output.ToString(), StringComparison.Ordinal);
        Assert.Contains("1 other WAV files ignored", _output.ToString(), StringComparison.Ordinal);
        Assert.Contains("epoch   2  loss ", _output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_same_seed_gives_the_same_model_and_figures()
    {
        WriteCorpus();

        Assert.Equal(0, await Train("--epochs", "1", "--hold-out", "1", "--version", "first"));
        Assert.Equal(0, await Train("--epochs", "1", "--hold-out", "1", "--version", "second"));

        var (first, second) = (ModelBundle.Load(Path.Combine(_models.Path, "first")), ModelBundle.LoadCurrent(_models.Path));
        Assert.Equal("second", second.Card.Version);
        Assert.Equal(first.Card.Sha256, second.Card.Sha256);
        Assert.Equal(first.Card.Evaluations[0].Confusion, second.Card.Evaluations[0].Confusion);
    }

    [Fact]
    public async Task A_missing_folder_is_said_to_be_missing()
    {
        Assert.Equal(1, await Run("train", "--ravdess", Path.Combine(_corpus.Path, "nowhere"), "--out", _models.Path));
        AssertError("does not exist");
    }

    [Fact]
    public async Task A_folder_without_clips_is_told_what_clips_are_called()
    {
        _corpus.Write("song.wav", Voice.Wav(0));
        Assert.Equal(1, await Train());
        AssertError("03-01-05-01-02-01-07.wav");
    }

    [Fact]
    public async Task Clips_that_are_all_broken_make_an_error()
    {
        _corpus.Write("03-01-05-01-02-01-07.wav", []);
        Assert.Equal(1, await Train());
        AssertError("None of the clips can be read");
    }

    [Fact]
    public async Task A_version_that_exists_is_refused_before_any_work()
    {
        WriteCorpus();
        _models.Write("mine/card.json", []);
        Assert.Equal(1, await Train("--version", "mine"));
        AssertError("exists already");
        Assert.Empty(_output.ToString());
    }

    [Fact]
    public async Task A_folder_that_cannot_be_written_to_is_refused_before_any_work()
    {
        WriteCorpus();
        _models.Write("file", []);
        Assert.Equal(1, await Run("train", "--ravdess", _corpus.Path, "--out", Path.Combine(_models.Path, "file", "models")));
        AssertError("--out");
        Assert.Empty(_output.ToString());
    }

    [Fact]
    public async Task Nobody_left_to_train_on_is_an_error()
    {
        WriteCorpus();
        Assert.Equal(1, await Train("--hold-out", "4"));
        AssertError("--hold-out");
    }

    [Theory]
    [InlineData("--epochs", "0")]
    [InlineData("--hold-out", "-1")]
    [InlineData("--version", "../elsewhere")]
    [InlineData("--version", ".hidden")]
    [InlineData("--seed", "many")]
    public async Task Options_that_make_no_sense_are_refused(string option, string value)
    {
        WriteCorpus();
        Assert.NotEqual(0, await Train(option, value));
        AssertError(option);
    }

    public void Dispose()
    {
        _corpus.Dispose();
        _models.Dispose();
        _output.Dispose();
        _errors.Dispose();
    }

    /// <summary>Four actors, each with every emotion once.</summary>
    private void WriteCorpus()
    {
        for (var actor = 1; actor <= 4; actor++)
        {
            for (var emotion = 1; emotion <= 8; emotion++)
                _corpus.Write($"Actor_{actor:00}/03-01-{emotion:00}-01-01-01-{actor:00}.wav", Voice.Wav(10 * actor + emotion));
        }
    }

    private Task<int> Train(params string[] more) => Run(["train", "--ravdess", _corpus.Path, "--out", _models.Path, .. more]);

    private Task<int> Run(params string[] args)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(_output) });
        console.Profile.Width = 160;
        var clock = new FakeTimeProvider(new DateTimeOffset(2026, 11, 24, 12, 0, 0, TimeSpan.Zero));
        return CommandLine.RunAsync(args, console, _errors, clock);
    }

    private void AssertError(string expected)
    {
        Assert.Contains(expected, _errors.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", _errors.ToString(), StringComparison.Ordinal);
    }
}
