using System.Text.Json.Nodes;
using Emotion.Inference;
using Emotion.Training.Tests.Support;

namespace Emotion.Training.Tests.Commands;

/// <summary>One run teaches another, on voices that nobody recorded.</summary>
public sealed class TeacherTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public TeacherTests() => Voice.WriteCorpus(_folder);

    [Fact]
    public async Task A_network_is_taught_by_those_of_a_finished_run_fold_by_fold_and_its_card_says_so()
    {
        (await Train("teacher")).AssertSucceeded();
        (await Train("student", "--teacher", In("teacher"))).AssertSucceeded();

        Assert.All(["speaker/fold-1", "speaker/fold-2", "all-clips"], training => Assert.True(File.Exists(In($"student/networks/{training}.dat")), training));
        var settings = JsonNode.Parse(File.ReadAllText(In("student/run.json")))!["Settings"]!;
        Assert.Equal(0.7, (double)settings["teacherShare"]!);
        Assert.StartsWith("residual by muon, 2026-11-24", (string)settings["teachers"]!, StringComparison.Ordinal);

        var (teacher, student) = (CardOf("teacher"), CardOf("student"));
        Assert.EndsWith("Trained with teachers for 1 epochs.", student.Network, StringComparison.Ordinal);
        Assert.NotEqual(teacher.Sha256, student.Sha256);
        Assert.Equal($"{teacher.Command} --run teacher && {OwnCommand(student)}", student.Command);
        Assert.Contains("--teacher teacher --teacher-share 0.7", OwnCommand(student), StringComparison.Ordinal);

        (await ProgramRun.Of(
        [
            "ensemble", "--corpus", $"ravdess={In("corpus")}", "--no-cache", "--member", In("teacher"), In("student"), "--run", In("ensemble"), "--out", In("models"),
        ])).AssertSucceeded();
        var pool = ModelBundle.LoadCurrent(In("models")).Card;
        Assert.StartsWith($"{student.Command} --run student && ", pool.Command, StringComparison.Ordinal); // the teacher is a member too, and trained once
    }

    [Fact]
    public async Task Teachers_that_learnt_from_other_clips_or_not_enough_are_refused_before_any_training()
    {
        (await Train("teacher", "--measure-only")).AssertSucceeded();

        await Refused("given twice", "--teacher", In("teacher"));
        await Refused("seeds differ", "--seed", "43", "--measure-only");
        await Refused("has no network of 'all-clips'");
        await Refused("has no network of 'tutorial all'", "--protocol", "tutorial", "--measure-only");
        await Refused("holds no run", "--teacher", In("nowhere"));
        _folder.Write("corpus/03-01-01-01-01-01-05.wav", Voice.Wav(999));
        await Refused("clips differ", "--measure-only");
        Assert.False(Directory.Exists(In("student")));
        File.Delete(In("corpus/03-01-01-01-01-01-05.wav"));

        File.WriteAllText(In("teacher/networks/speaker/fold-1.dat"), "cut short");
        await Refused("fold-1.dat cannot be read", "--measure-only");
    }

    [Fact]
    public async Task What_does_not_go_with_teachers_is_refused()
    {
        await Refused("not both", "--self-distillation", "0.8");
        (await Train("student", "--teacher-share", "0.5")).AssertFailed("name them by --teacher");
        await Refused("from 0 to 1", "--teacher-share", "1.5");
        await Refused("a share of 0", "--teacher-share", "0");
    }

    public void Dispose() => _folder.Dispose();

    private static string OwnCommand(ModelCard card) => card.Command.Split(" && ")[^1];

    private string In(string name) => Path.Combine(_folder.Path, name);

    private ModelCard CardOf(string run) => ModelBundle.Load(In($"{run}/model")).Card;

    private async Task Refused(string why, params string[] more)
    {
        var run = await Train("student", ["--teacher", In("teacher"), .. more]);
        run.AssertFailed(why);
        Assert.DoesNotContain("epoch   1", run.Output, StringComparison.Ordinal);
    }

    private Task<ProgramRun> Train(string run, params string[] more) => ProgramRun.Of(
    [
        "train", "--corpus", $"ravdess={In("corpus")}", "--no-cache", "--network", "residual", "--epochs", "1", "--batch", "8", "--folds", "2", "--threads", "1",
        "--version", run, "--run", In(run), .. more.Contains("--measure-only") ? Array.Empty<string>() : ["--out", In("models-of-runs")], .. more,
    ]);
}
