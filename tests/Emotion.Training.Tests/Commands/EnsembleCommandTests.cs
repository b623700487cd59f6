using Emotion.Inference;
using Emotion.Pipeline.Models;
using Emotion.Training.Tests.Support;

namespace Emotion.Training.Tests.Commands;

/// <summary>From two trainings to one model, on voices that nobody recorded.</summary>
public sealed class EnsembleCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string Corpus => Path.Combine(_folder.Path, "corpus");

    private string Models => Path.Combine(_folder.Path, "models");

    public EnsembleCommandTests() => Voice.WriteCorpus(_folder);

    [Fact]
    public async Task Two_runs_become_one_model_with_a_report_and_an_honest_card()
    {
        (await Train("dense", "--network", "dense", "--protocol", "speaker", "tutorial")).AssertSucceeded();
        (await Train("conv1d", "--network", "conv1d", "--protocol", "speaker")).AssertSucceeded();

        var text = (await Ensemble("dense", "conv1d", "--out", Models)).AssertSucceeded();

        var bundle = ModelBundle.LoadCurrent(Models);
        using var scorer = ServedScorer.Load(bundle);
        Assert.Equal(1, scorer.Score(Voice.Features(5)).Probabilities.Values.Sum(), 1e-5);
        Assert.Equal("ensemble-ravdess-20261124", bundle.Card.Version);
        Assert.Contains("The weighted mean of 2 networks' log probabilities", bundle.Card.Network, StringComparison.Ordinal);
        Assert.EndsWith("ensemble --corpus ravdess=DIR --member dense --member conv1d --out DIR", bundle.Card.Command, StringComparison.Ordinal);
        Assert.Contains("--network dense --protocol speaker --protocol tutorial", bundle.Card.Command, StringComparison.Ordinal);
        var speaker = Assert.Single(bundle.Card.Evaluations); // the tutorial's protocol is not of both
        Assert.Equal(("speaker", 32, 2), (speaker.Protocol, speaker.Clips, speaker.Folds));
        Assert.Contains(bundle.Card.Limits, limit => limit.StartsWith("The probabilities are calibrated", StringComparison.Ordinal));

        Assert.True(File.Exists(Path.Combine(_folder.Path, "ensemble", "report.md")));
        Assert.True(File.Exists(Path.Combine(_folder.Path, "ensemble", "plots", "speaker-confusion.png")));
        Assert.False(File.Exists(Path.Combine(_folder.Path, "ensemble", "plots", "speaker-curves.png")), "An ensemble has no epochs to draw.");
        Assert.Contains("16 bits a weight move no probability by more than 0.0000", text, StringComparison.Ordinal);
        Assert.Contains("of 32 answers.", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Runs_that_only_measured_can_be_measured_together_and_not_shipped()
    {
        (await Train("a", "--network", "dense", "--measure-only")).AssertSucceeded();
        (await Train("b", "--network", "conv1d", "--measure-only")).AssertSucceeded();

        (await Ensemble("a", "b", "--out", Models)).AssertFailed("--measure-only");
        (await Ensemble("a", "b", "--measure-only")).AssertSucceeded();
        var report = File.ReadAllText(Path.Combine(_folder.Path, "ensemble", "report.md"));
        Assert.Contains("2 networks are pooled: their weights", report, StringComparison.Ordinal);
        Assert.Contains("an ensemble of dense by adam, conv1d by adam", report, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Runs_that_tested_on_other_clips_are_refused()
    {
        (await Train("a", "--network", "dense", "--measure-only")).AssertSucceeded();
        (await Train("b", "--network", "dense", "--measure-only", "--seed", "43")).AssertSucceeded();

        (await Ensemble("a", "b", "--measure-only")).AssertFailed("seeds differ: 42 and 43");

        (await Train("c", "--network", "conv1d", "--measure-only")).AssertSucceeded();
        _folder.Write("corpus/03-01-01-01-01-01-05.wav", Voice.Wav(999));
        (await Ensemble("a", "c", "--measure-only")).AssertFailed("not the clips that");
    }

    [Fact]
    public async Task Runs_that_knew_other_speakers_are_refused()
    {
        (await Train("a", "--network", "dense", "--measure-only")).AssertSucceeded();
        File.Move(Path.Combine(Corpus, "03-01-01-01-01-01-04.wav"), Path.Combine(Corpus, "03-01-01-01-01-01-24.wav")); // the same bytes, of somebody else
        (await Train("b", "--network", "conv1d", "--measure-only")).AssertSucceeded();

        (await Ensemble("a", "b", "--measure-only")).AssertFailed("their clips differ");

        (await Train("c", "--network", "conv1d", "--measure-only")).AssertSucceeded();
        File.Move(Path.Combine(Corpus, "03-01-01-01-01-01-24.wav"), Path.Combine(Corpus, "03-01-01-01-01-01-04.wav"));
        (await Ensemble("b", "c", "--measure-only")).AssertFailed("not by the same speakers");
    }

    [Fact]
    public async Task A_run_that_is_not_done_is_to_be_gone_on_with()
    {
        (await Train("a", "--network", "dense", "--measure-only")).AssertSucceeded();
        (await Train("b", "--network", "conv1d", "--measure-only")).AssertSucceeded();
        File.Delete(Path.Combine(_folder.Path, "b", "results", "speaker", "fold-2.json"));

        (await Ensemble("a", "b", "--measure-only")).AssertFailed("has not done speaker fold-2 yet");
    }

    [Fact]
    public async Task Runs_without_a_protocol_in_common_cannot_be_measured()
    {
        (await Train("a", "--network", "dense", "--measure-only", "--protocol", "speaker")).AssertSucceeded();
        (await Train("b", "--network", "conv1d", "--measure-only", "--protocol", "tutorial")).AssertSucceeded();

        (await Ensemble("a", "b", "--measure-only")).AssertFailed("no protocol that all of these runs");
    }

    [Fact]
    public async Task What_is_no_run_is_said_to_be_none()
    {
        (await Ensemble("nowhere", "elsewhere", "--measure-only")).AssertFailed("holds no run");

        _folder.Write("nowhere/run.json", "{\"Started\":\"2026-11-24T12:00:00Z\",\"Settings\":{}}"u8.ToArray());
        (await Ensemble("nowhere", "elsewhere", "--measure-only")).AssertFailed("another version");
    }

    [Fact]
    public async Task The_report_does_not_go_into_the_folder_of_a_run()
    {
        (await Train("ensemble", "--network", "dense", "--measure-only")).AssertSucceeded();
        (await Ensemble("ensemble", "other", "--measure-only")).AssertFailed("Choose another folder by --run");
    }

    [Fact]
    public async Task A_run_is_a_member_once() => (await Ensemble("a", "a", "--measure-only")).AssertFailed("given twice");

    [Fact]
    public async Task One_run_is_no_ensemble() =>
        (await ProgramRun.Of("ensemble", "--corpus", $"ravdess={Corpus}", "--no-cache", "--member", "a", "--measure-only")).AssertFailed("two or more");

    public void Dispose() => _folder.Dispose();

    private Task<ProgramRun> Train(string run, params string[] more) => ProgramRun.Of(
    [
        "train", "--corpus", $"ravdess={Corpus}", "--no-cache", "--epochs", "1", "--folds", "2", "--threads", "1",
        "--out", Path.Combine(_folder.Path, $"models-{run}"), "--run", Path.Combine(_folder.Path, run), .. more,
    ]);

    private Task<ProgramRun> Ensemble(string first, string second, params string[] more) => ProgramRun.Of(
    [
        "ensemble", "--corpus", $"ravdess={Corpus}", "--no-cache", "--member", Path.Combine(_folder.Path, first), Path.Combine(_folder.Path, second),
        "--run", Path.Combine(_folder.Path, "ensemble"), .. more,
    ]);
}
