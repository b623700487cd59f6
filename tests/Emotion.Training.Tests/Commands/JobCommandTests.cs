using System.Text;
using Emotion.Inference;
using Emotion.Training.Commands;
using Emotion.Training.Tests.Support;

namespace Emotion.Training.Tests.Commands;

/// <summary>The order of a job's commands, and what becomes of their exit codes. The commands themselves have tests of their own.</summary>
public sealed class JobCommandTests : IDisposable
{
    private readonly TemporaryFolder _out = new();
    private readonly List<string[]> _ran = [];
    private readonly Dictionary<string, string> _environment;

    public JobCommandTests() => _environment = new()
    {
        ["EMOTION_CORPORA"] = "ravdess=/data/ravdess",
        ["EMOTION_OUT"] = _out.Path,
        ["AzureWebJobsStorage"] = "AccountName=me;AccountKey=c2VjcmV0",
    };

    [Fact]
    public async Task The_model_that_was_trained_is_published()
    {
        (await Run()).AssertSucceeded();

        Assert.Equal(["train", "publish"], _ran.Select(command => command[0]));
        Assert.Equal(["--model", Path.Combine(_out.Path, "models", "mine")], _ran[1][1..3]);
    }

    [Fact]
    public async Task The_model_is_evaluated_before_it_is_published_where_there_are_clips_for_it()
    {
        _environment["EMOTION_EVALUATION"] = "ravdess=/data/new";
        (await Run()).AssertSucceeded();

        Assert.Equal(["train", "evaluate", "publish"], _ran.Select(command => command[0]));
        Assert.Contains("ravdess=/data/new", _ran[1]);
        Assert.Contains("ravdess=/data/new", _ran[2]);
    }

    [Fact]
    public async Task The_commands_are_shown_without_the_key()
    {
        var text = (await Run()).AssertSucceeded();

        Assert.Contains("train --corpus ravdess=/data/ravdess --out", text, StringComparison.Ordinal);
        Assert.Contains("--storage \"$AzureWebJobsStorage\"", text, StringComparison.Ordinal);
        Assert.DoesNotContain("c2VjcmV0", text, StringComparison.Ordinal);
        Assert.DoesNotContain("c2VjcmV0", File.ReadAllText(Path.Combine(_out.Path, "job.txt")), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(130)]
    public async Task A_training_that_ends_early_ends_the_job(int code)
    {
        Assert.Equal(code, (await Run(train: code)).ExitCode);
        Assert.Equal("train", Assert.Single(_ran)[0]);
    }

    [Fact]
    public async Task A_model_that_is_uploaded_but_worse_gives_the_code_of_publish() =>
        Assert.Equal(PublishCommand.NotActivated, (await Run(publish: PublishCommand.NotActivated)).ExitCode);

    [Fact]
    public async Task Without_publishing_the_model_stays_in_the_folder()
    {
        _environment["EMOTION_PUBLISH"] = "false";
        (await Run()).AssertSucceeded();
        Assert.Equal("train", Assert.Single(_ran)[0]);
    }

    [Fact]
    public async Task A_job_that_could_not_publish_only_publishes_when_it_is_started_again()
    {
        Assert.Equal(1, (await Run(publish: 1)).ExitCode);
        (await Run()).AssertSucceeded();
        Assert.Equal(["train", "publish", "publish"], _ran.Select(command => command[0]));
    }

    [Fact]
    public async Task A_job_that_was_cut_off_goes_on()
    {
        Assert.Equal(130, (await Run(train: 130)).ExitCode);
        (await Run()).AssertSucceeded();
        Assert.All(_ran[..2], command => Assert.Equal("--resume", command[^1]));
    }

    [Fact]
    public async Task A_job_goes_on_with_as_many_cores_as_its_first_machine_had()
    {
        Assert.Equal(130, (await Run(train: 130)).ExitCode);
        _environment["EMOTION_THREADS"] = "4";
        (await Run()).AssertSucceeded();
        Assert.DoesNotContain("--threads", _ran[0]);
        Assert.Equal(["--threads", "4", "--resume"], _ran[1][^3..]);
    }

    [Fact]
    public async Task Another_jobs_folder_is_left_alone()
    {
        (await Run()).AssertSucceeded();
        _environment["EMOTION_NETWORK"] = "dense";

        var run = await Run();

        Assert.Equal(2, run.ExitCode);
        Assert.Equal(2, _ran.Count);
        Assert.Contains("EMOTION_OUT is ", run.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Bad_settings_are_told_before_any_work()
    {
        _environment["EMOTION_EPOCHS"] = "none";
        var run = await Run();
        Assert.Equal(2, run.ExitCode);
        Assert.Empty(_ran);
        Assert.Equal("error: EMOTION_EPOCHS is 'none', but must be a whole number, at least 1.", run.Errors.Trim());
    }

    [Fact]
    public async Task An_output_that_cannot_be_written_to_is_told_before_any_work()
    {
        _out.Write("file", []);
        _environment["EMOTION_OUT"] = Path.Combine(_out.Path, "file", "out");
        var run = await Run();
        Assert.Equal(2, run.ExitCode);
        Assert.Empty(_ran);
        Assert.Contains("EMOTION_OUT is ", run.Errors, StringComparison.Ordinal);
    }

    public void Dispose() => _out.Dispose();

    /// <summary>A training that succeeds leaves a model, as the real one does.</summary>
    private Task<ProgramRun> Run(int train = 0, int publish = 0) => ProgramRun.Of((console, errors) => JobCommand.RunAsync(_environment, console, errors, arguments =>
    {
        _ran.Add(arguments);
        if (arguments[0] == "train" && train == 0)
            _out.Write(Path.Combine("models", ModelBundle.CurrentFile), Encoding.UTF8.GetBytes(new CurrentModel("mine").ToJson()));
        return Task.FromResult(arguments[0] == "train" ? train : publish);
    }));
}
