using System.Globalization;
using System.Text.Json.Nodes;
using Emotion.Audio;
using Emotion.Audio.Features;
using Emotion.Inference;
using Emotion.Pipeline.Models;
using Emotion.Training.Tests.Support;

namespace Emotion.Training.Tests.Commands;

/// <summary>The program from its command line to its exit code, on voices that nobody recorded.</summary>
public sealed class TrainCommandTests : IDisposable
{
    private readonly TemporaryFolder _corpus = new();
    private readonly TemporaryFolder _models = new();
    private readonly TemporaryFolder _run = new();

    [Fact]
    public async Task Training_measures_reports_and_writes_a_bundle_with_an_honest_card()
    {
        WriteCorpus();
        _corpus.Write("Actor_01/03-01-01-01-01-02-01.wav", "broken"u8.ToArray());
        _corpus.Write("Actor_01/03-02-01-01-01-01-01.wav", Voice.Wav(0));

        var text = (await Train("--network", "dense", "--epochs", "3", "--folds", "2", "--threads", "1", "--protocol", "speaker", "random-clean", "tutorial")).AssertSucceeded();

        var bundle = ModelBundle.LoadCurrent(_models.Path);
        using var scorer = ServedScorer.Load(bundle);
        Assert.Equal(1, scorer.Score(Voice.Features(5)).Probabilities.Values.Sum(), 1e-5);

        var card = bundle.Card;
        Assert.Equal("dense-ravdess-20261124", card.Version);
        Assert.Equal(EmotionLabels.All, card.Labels);
        Assert.Equal(32, Assert.Single(card.Corpora).Clips);
        Assert.Equal(4, card.Corpora[0].Speakers);
        Assert.Contains("CC BY-NC-SA 4.0", card.Licence, StringComparison.Ordinal);
        Assert.Contains(
            "--corpus ravdess=DIR --network dense --protocol speaker --protocol random-clean --protocol tutorial --folds 2 --seed 42 --epochs 3 "
                + "--copies 1 --device cpu --threads 1 --out DIR", card.Command, StringComparison.Ordinal);

        Assert.Equal(["speaker", "random-clean", "tutorial"], card.Evaluations.Select(evaluation => evaluation.Protocol));
        var speaker = card.Evaluations[0];
        Assert.Equal(4, speaker.TestSpeakers.Count);
        Assert.Equal(2, speaker.Folds);
        Assert.Equal(32, speaker.Clips);
        Assert.Equal(32, speaker.Confusion.Sum(row => row.Sum()));

        Assert.True(File.Exists(Path.Combine(_run.Path, "run", "report.md")));
        Assert.True(File.Exists(Path.Combine(_run.Path, "run", "metrics.json")));
        Assert.True(File.Exists(Path.Combine(_run.Path, "run", "corpus-report.json")));
        Assert.Contains("03-01-01-01-01-02-01.wav", text, StringComparison.Ordinal);
        Assert.Contains("epoch   2  loss ", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_same_seed_gives_the_same_model_and_figures()
    {
        WriteCorpus();
        string[] options = ["--network", "dense", "--epochs", "2", "--folds", "2"];

        (await Train([.. options, "--version", "first", "--run", Path.Combine(_run.Path, "1")])).AssertSucceeded();
        (await Train([.. options, "--version", "second", "--run", Path.Combine(_run.Path, "2")])).AssertSucceeded();

        var (first, second) = (ModelBundle.Load(Path.Combine(_models.Path, "first")), ModelBundle.LoadCurrent(_models.Path));
        Assert.Equal("second", second.Card.Version);
        Assert.Equal(first.Card.Sha256, second.Card.Sha256);
        Assert.Equal(Metrics("1"), Metrics("2"));

        string Metrics(string run) => File.ReadAllText(Path.Combine(_run.Path, run, "metrics.json")); // the command, dates and all
    }

    [Fact]
    public async Task A_run_that_is_there_is_only_gone_on_with_when_asked_to_and_then_not_done_again()
    {
        WriteCorpus();
        string[] options = ["--network", "dense", "--epochs", "2", "--folds", "2", "--measure-only"];
        (await Train(options)).AssertSucceeded();
        var metrics = File.ReadAllText(Path.Combine(_run.Path, "run", "metrics.json"));

        (await Train(options)).AssertFailed("--resume");

        Assert.DoesNotContain("epoch", (await Train([.. options, "--resume"])).AssertSucceeded(), StringComparison.Ordinal);
        Assert.Equal(metrics, File.ReadAllText(Path.Combine(_run.Path, "run", "metrics.json")));

        (await Train([.. options, "--resume", "--seed", "43"])).AssertFailed("seed was 42, now 43");
    }

    [Fact]
    public async Task A_run_is_not_gone_on_with_where_it_is_known_otherwise_who_speaks_or_in_another_order()
    {
        WriteCorpus();
        string[] options = ["--network", "dense", "--epochs", "1", "--folds", "2", "--measure-only"];
        WriteManifest("p1", "p2", "p3", "p4");
        (await TrainOn(["--manifest", Manifest], options)).AssertSucceeded();

        WriteManifest("p1", "p2", "p4", "p3"); // the last two were mixed up, it turns out
        (await TrainOn(["--manifest", Manifest], [.. options, "--resume"])).AssertFailed("clips was");

        var more = Path.Combine(_corpus.Path, "more.csv");
        File.Copy(Manifest, more); // the same clips: those of the list that comes first are kept
        options = [.. options, "--run", Path.Combine(_run.Path, "two")];
        (await TrainOn(["--manifest", Manifest, "--manifest", more], options)).AssertSucceeded();
        (await TrainOn(["--manifest", more, "--manifest", Manifest], [.. options, "--resume"])).AssertFailed("same order");
    }

    [Fact]
    public async Task A_run_of_an_earlier_version_says_what_to_add_to_go_on_with_it()
    {
        WriteCorpus();
        string[] options = ["--network", "dense", "--epochs", "1", "--folds", "2", "--measure-only"];
        (await Train(options)).AssertSucceeded();
        var file = Path.Combine(_run.Path, "run", "run.json");
        var run = JsonNode.Parse(File.ReadAllText(file))!;
        var clips = (string)run["Settings"]!["clips"]!;

        run["Settings"]!.AsObject().Remove("clips");
        File.WriteAllText(file, run.ToJsonString());
        (await Train([.. options, "--resume"])).AssertFailed($"did not note clips. If clips and options are the same as then, add \"clips\": \"{clips}\" to its Settings");

        run["Settings"]!["clips"] = clips;
        File.WriteAllText(file, run.ToJsonString());
        (await Train([.. options, "--resume"])).AssertSucceeded();
    }

    [Fact]
    public async Task A_result_that_was_cut_short_or_is_of_other_clips_is_told_and_how_to_go_on()
    {
        WriteCorpus();
        string[] options = ["--network", "dense", "--epochs", "1", "--folds", "2", "--measure-only"];
        (await Train(options)).AssertSucceeded();
        var file = Path.Combine(_run.Path, "run", "results", "speaker", "fold-1.json");
        var result = JsonNode.Parse(File.ReadAllText(file))!;

        result["Rows"]!.AsArray().RemoveAt(15); // the last: those before it fit
        File.WriteAllText(file, result.ToJsonString());
        (await Train([.. options, "--resume"])).AssertFailed("is of other clips");

        File.WriteAllText(file, result.ToJsonString()[..500]);
        (await Train([.. options, "--resume"])).AssertFailed($"{file} cannot be understood. Remove it");

        File.Delete(file);
        (await Train([.. options, "--resume"])).AssertSucceeded();
    }

    [Fact]
    public async Task Several_corpora_are_learnt_from_together()
    {
        WriteCorpus();
        foreach (var (i, emotion) in "ANG DIS FEA HAP NEU SAD".Split(' ').Index())
        {
            for (var actor = 1001; actor <= 1004; actor++)
                _corpus.Write($"crema/{actor}_IEO_{emotion}_XX.wav", Voice.Wav(100 + 10 * actor + i));
        }

        (await Train("--corpus", $"crema-d={_corpus.Path}/crema", "--network", "dense", "--epochs", "1", "--folds", "2")).AssertSucceeded();

        var card = ModelBundle.LoadCurrent(_models.Path).Card;
        Assert.Equal("dense-ravdess-crema-d-20261124", card.Version);
        Assert.Equal([32, 24], card.Corpora.Select(corpus => corpus.Clips));
        Assert.Equal([null, "crema-d", "ravdess"], card.Evaluations.Select(evaluation => evaluation.Corpus));
        Assert.Contains("ODbL", card.Corpora[1].Licence, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_network_over_spectrograms_is_measured_calibrated_and_served_with_its_own_feature_set()
    {
        WriteCorpus();
        (await Train("--network", "residual", "--epochs", "2", "--batch", "8", "--folds", "2", "--threads", "1", "--bfloat16")).AssertSucceeded();

        var bundle = ModelBundle.LoadCurrent(_models.Path);
        using var scorer = ServedScorer.Load(bundle);
        var window = ClipAnalyzer.Analyze(new MemoryStream(Voice.Wav(5)), FeatureRecipe.LogMel64).Window;
        Assert.Equal(1, scorer.Score(window.Vector).Probabilities.Values.Sum(), 1e-5);
        Assert.Equal(("residual-ravdess-20261124", "logmel64/1"), (bundle.Card.Version, bundle.Card.FeatureSet));
        Assert.Contains("--network residual --protocol speaker --folds 2 --seed 42 --epochs 2 --batch 8", bundle.Card.Command, StringComparison.Ordinal);
        Assert.Contains(bundle.Card.Limits, limit => limit.StartsWith("Only the first 3 s", StringComparison.Ordinal));
        Assert.Contains(bundle.Card.Limits, limit => limit.StartsWith("The probabilities are calibrated", StringComparison.Ordinal));
        Assert.True(bundle.Onnx.Length < 4_000_000, $"The graph has {bundle.Onnx.Length} bytes.");
        Assert.Equal(32, Assert.Single(bundle.Card.Evaluations).Clips);
        Assert.Contains("\"trainingRows\": 16,", File.ReadAllText(Path.Combine(_run.Path, "run", "metrics.json")), StringComparison.Ordinal); // of both who are not tested on, no copies
    }

    [Fact]
    public async Task The_command_on_a_card_says_that_nothing_was_measured_and_where_it_was_computed()
    {
        WriteCorpus();
        (await Train("--network", "dense", "--epochs", "1", "--threads", "1", "--protocol", "none")).AssertSucceeded();

        var card = ModelBundle.LoadCurrent(_models.Path).Card;
        Assert.Empty(card.Evaluations);
        Assert.EndsWith(
            "--network dense --protocol none --folds 5 --seed 42 --epochs 1 --copies 1 --device cpu --threads 1 --out DIR", card.Command, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Auxiliary_tasks_that_a_corpus_knows_nothing_for_are_refused_before_any_training()
    {
        WriteCorpus();
        WriteManifest("p1", "p2", "p3", "p4");
        var run = await TrainOn(["--manifest", Manifest], ["--network", "residual", "--auxiliary-weight", "0.2"]);
        run.AssertFailed("nothing for --auxiliary-weight to ask");
        Assert.DoesNotContain("epoch", run.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--patience", "3")]
    [InlineData("--class-weights", "true")]
    public async Task What_a_network_does_not_take_is_refused_and_not_ignored(string option, string value) =>
        (await Train("--network", "residual", option, value)).AssertFailed("of the tutorial's recipe");

    [Theory]
    [InlineData("--noise", "0.1")]
    [InlineData("--pitch-shift", "2")]
    [InlineData("--time-stretch", "0.1")]
    public async Task How_copies_are_made_is_refused_where_nobody_takes_them(string option, string value)
    {
        (await Train("--network", "residual", option, value)).AssertFailed("which residual does not learn from");
        (await Train("--network", "residual", "--protocol", "tutorial", option, value)).AssertFailed("No clip of RAVDESS"); // understood, then: there is no corpus
        (await Train("--network", "conv1d", option, value)).AssertFailed("No clip of RAVDESS");
    }

    [Theory]
    [InlineData("--bfloat16", "true")]
    [InlineData("--optimizer", "adamw")]
    [InlineData("--self-distillation", "0.8")]
    [InlineData("--auxiliary-weight", "0.3")]
    [InlineData("--teacher", "runs/other")]
    public async Task The_tutorials_networks_are_trained_as_the_tutorial_does(string option, string value) =>
        (await Train("--network", "conv1d", option, value)).AssertFailed("are of --network residual");

    [Theory]
    [InlineData("-0.1")]
    [InlineData("1.1")]
    [InlineData("NaN")]
    public async Task A_share_beyond_all_and_nothing_is_refused(string share) =>
        (await Train("--network", "residual", "--self-distillation", share)).AssertFailed("from 0 to 1");

    [Fact]
    public async Task A_missing_folder_is_said_to_be_missing()
    {
        var run = await ProgramRun.Of("train", "--corpus", $"ravdess={_corpus.Path}/nowhere", "--no-cache", "--out", _models.Path);
        run.AssertFailed("does not exist");
    }

    [Fact]
    public async Task A_folder_without_clips_is_told_what_clips_are_called()
    {
        _corpus.Write("song.wav", Voice.Wav(0));
        (await Train()).AssertFailed("03-01-05-01-02-01-07.wav");
    }

    [Fact]
    public async Task Clips_that_are_all_broken_make_an_error()
    {
        _corpus.Write("03-01-05-01-02-01-07.wav", []);
        (await Train()).AssertFailed("None of the clips can be used");
    }

    [Fact]
    public async Task A_version_that_exists_is_refused_before_any_work()
    {
        WriteCorpus();
        _models.Write("mine/card.json", []);
        var run = await Train("--version", "mine");
        run.AssertFailed("exists already");
        Assert.Empty(run.Output);
    }

    [Fact]
    public async Task A_folder_that_cannot_be_written_to_is_refused_before_any_work()
    {
        WriteCorpus();
        _models.Write("file", []);
        var run = await ProgramRun.Of("train", "--corpus", $"ravdess={_corpus.Path}", "--no-cache", "--out", Path.Combine(_models.Path, "file", "models"));
        run.AssertFailed("--out");
        Assert.Empty(run.Output);
    }

    [Fact]
    public async Task Nobody_left_to_train_on_is_an_error()
    {
        WriteCorpus();
        (await Train("--folds", "4")).AssertFailed("--folds");
    }

    [Theory]
    [InlineData("--epochs", "0")]
    [InlineData("--folds", "1")]
    [InlineData("--noise", "-1")]
    [InlineData("--noise", "NaN")]
    [InlineData("--time-stretch", "Infinity")]
    [InlineData("--learning-rate", "Infinity")]
    [InlineData("--version", "../elsewhere")]
    [InlineData("--version", ".hidden")]
    [InlineData("--seed", "many")]
    public async Task Options_that_make_no_sense_are_refused(string option, string value)
    {
        WriteCorpus();
        (await Train(option, value)).AssertFailed(option);
    }

    [Theory]
    [InlineData("--network", "transformer", "conv1d")]
    [InlineData("--protocol", "lucky", "random-clean")]
    [InlineData("--device", "abacus", "cuda")]
    public async Task A_name_that_is_not_known_is_refused_and_the_known_ones_are_listed(string option, string value, string known)
    {
        WriteCorpus();
        var run = await Train(option, value);
        run.AssertFailed(value);
        run.AssertFailed(known);
    }

    public void Dispose()
    {
        _corpus.Dispose();
        _models.Dispose();
        _run.Dispose();
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

    private string Manifest => Path.Combine(_corpus.Path, "field.csv");

    /// <summary>A list of the same clips, of the four speakers by these names.</summary>
    private void WriteManifest(params string[] speakers)
    {
        var lines = Directory.GetFiles(_corpus.Path, "*.wav", SearchOption.AllDirectories).Order(StringComparer.Ordinal).Select(clip =>
            $"{clip},{EmotionLabels.All[int.Parse(Path.GetFileName(clip)[6..8], CultureInfo.InvariantCulture) - 1]},{speakers[Path.GetFileName(clip)[19] - '1']}");
        File.WriteAllLines(Manifest, lines.Prepend("path,emotion,speaker"));
    }

    private Task<ProgramRun> Train(params string[] more) => TrainOn(["--corpus", $"ravdess={_corpus.Path}"], more);

    private Task<ProgramRun> TrainOn(string[] corpora, string[] more) => ProgramRun.Of(
    [
        "train", .. corpora, "--no-cache", "--out", _models.Path,
        .. more.Contains("--run") ? Array.Empty<string>() : ["--run", Path.Combine(_run.Path, "run")],
        .. more,
    ]);
}
