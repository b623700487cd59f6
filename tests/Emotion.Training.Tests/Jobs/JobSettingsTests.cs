using Emotion.Training.Jobs;

namespace Emotion.Training.Tests.Jobs;

public class JobSettingsTests
{
    private const string Key = "AccountName=me;AccountKey=c2VjcmV0";

    [Fact]
    public void What_is_not_set_is_left_to_the_commands()
    {
        var settings = Parse(("EMOTION_CORPORA", "ravdess=/data/ravdess"), ("AzureWebJobsStorage", Key));

        Assert.Equal("train --corpus ravdess=/data/ravdess --out /out/models --run /out/run --cache /out/cache".Split(' '), settings.Train);
        Assert.Equal([.. settings.Train, "--resume"], settings.TrainOrResume);
        Assert.Equal(["publish", "--model", "/out/models/one", "--storage", Key], settings.Publish("/out/models/one"));
    }

    [Fact]
    public void Every_variable_becomes_its_option()
    {
        var settings = Parse(
            ("EMOTION_CORPORA", "ravdess=/data/ravdess; crema-d=/data/crema d;"),
            ("EMOTION_MANIFESTS", "/data/a.csv;/data/b.csv"),
            ("EMOTION_NETWORK", "dense"),
            ("EMOTION_PROTOCOLS", "speaker, tutorial"),
            ("EMOTION_SEED", "-7"),
            ("EMOTION_EPOCHS", "50"),
            ("EMOTION_COPIES", "0"),
            ("EMOTION_PATIENCE", " 9 "),
            ("EMOTION_OPTIMIZER", "adamw"),
            ("EMOTION_SELF_DISTILLATION", "0.8"),
            ("EMOTION_AUXILIARY_WEIGHT", ".2"),
            ("EMOTION_BFLOAT16", "true"),
            ("EMOTION_DEVICE", "cuda"),
            ("EMOTION_THREADS", "4"),
            ("EMOTION_OUT", "/results"),
            ("EMOTION_RESUME", "false"),
            ("EMOTION_FORCE", "a new corpus"),
            ("AzureWebJobsStorage__accountName", "emotions"));

        string[] train =
        [
            "train", "--corpus", "ravdess=/data/ravdess", "--corpus", "crema-d=/data/crema d", "--manifest", "/data/a.csv", "--manifest", "/data/b.csv",
            "--network", "dense", "--protocol", "speaker", "--protocol", "tutorial", "--seed", "-7", "--epochs", "50", "--copies", "0",
            "--patience", "9", "--optimizer", "adamw", "--self-distillation", "0.8", "--auxiliary-weight", ".2", "--bfloat16",
            "--device", "cuda", "--out", "/results/models", "--run", "/results/run", "--cache", "/results/cache",
        ];
        Assert.Equal(train, settings.Train);
        Assert.Equal([.. train, "--threads", "4"], settings.TrainOrResume);
        Assert.Equal(["publish", "--model", "m", "--storage", "emotions", "--force", "a new corpus"], settings.Publish("m"));
        Assert.Equal(settings.Publish("m"), settings.PublishShown("m"));
    }

    [Fact]
    public void Clips_to_evaluate_on_are_scored_and_are_what_publish_compares_by()
    {
        var settings = Parse(
            ("EMOTION_CORPORA", "ravdess=/data/ravdess"),
            ("EMOTION_EVALUATION", "crema-d=/data/new"),
            ("EMOTION_EVALUATION_MANIFESTS", "/data/new.csv"),
            ("AzureWebJobsStorage__accountName", "emotions"));

        Assert.Equal(
            "evaluate --model m --corpus crema-d=/data/new --manifest /data/new.csv --cache /out/cache --out /out/evaluation".Split(' '),
            settings.Evaluate("m"));
        Assert.Equal(
            "publish --model m --storage emotions --corpus crema-d=/data/new --manifest /data/new.csv --cache /out/cache".Split(' '),
            settings.Publish("m"));
    }

    [Fact]
    public void A_connection_string_is_not_shown() =>
        Assert.Equal(["publish", "--model", "m", "--storage", "$AzureWebJobsStorage"], Parse(("EMOTION_CORPORA", "a=b"), ("AzureWebJobsStorage", Key)).PublishShown("m"));

    [Fact]
    public void Nothing_is_published_where_that_is_not_wanted() =>
        Assert.Null(Parse(("EMOTION_CORPORA", "a=b"), ("EMOTION_PUBLISH", "false"), ("AzureWebJobsStorage", Key)).Storage);

    [Theory]
    [InlineData("EMOTION_CORPORA", "/data/ravdess")]
    [InlineData("EMOTION_CORPORA", "=/data/ravdess")]
    [InlineData("EMOTION_CORPORA", "ravdess=")]
    [InlineData("EMOTION_NETWORK", "lstm")]
    [InlineData("EMOTION_PROTOCOLS", "speaker,clip")]
    [InlineData("EMOTION_SEED", "many")]
    [InlineData("EMOTION_SEED", "99999999999")]
    [InlineData("EMOTION_EPOCHS", "0")]
    [InlineData("EMOTION_EPOCHS", "1.5")]
    [InlineData("EMOTION_COPIES", "-1")]
    [InlineData("EMOTION_PATIENCE", "-1")]
    [InlineData("EMOTION_OPTIMIZER", "sgd")]
    [InlineData("EMOTION_SELF_DISTILLATION", "1.1")]
    [InlineData("EMOTION_AUXILIARY_WEIGHT", "-0.1")]
    [InlineData("EMOTION_AUXILIARY_WEIGHT", "NaN")]
    [InlineData("EMOTION_BFLOAT16", "yes")]
    [InlineData("EMOTION_DEVICE", "gpu")]
    [InlineData("EMOTION_THREADS", "0")]
    [InlineData("EMOTION_PUBLISH", "maybe")]
    [InlineData("EMOTION_RESUME", "1")]
    [InlineData("EMOTION_EPOCH", "50")]
    public void A_wrong_value_is_refused_by_the_name_of_its_variable(string name, string value)
    {
        var environment = new Dictionary<string, string> { ["EMOTION_CORPORA"] = "a=b", ["AzureWebJobsStorage"] = Key, [name] = value };
        Assert.StartsWith($"{name} is ", Assert.Throws<TrainingException>(() => JobSettings.Parse(environment)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Something_to_train_on_and_somewhere_to_publish_to_are_needed()
    {
        Assert.Contains("EMOTION_CORPORA", Assert.Throws<TrainingException>(() => Parse(("AzureWebJobsStorage", Key))).Message, StringComparison.Ordinal);
        Assert.Contains("EMOTION_CORPORA", Assert.Throws<TrainingException>(() => Parse(("EMOTION_CORPORA", " "))).Message, StringComparison.Ordinal);
        Assert.Contains(
            "AzureWebJobsStorage", Assert.Throws<TrainingException>(() => Parse(("EMOTION_MANIFESTS", "a.csv"))).Message, StringComparison.Ordinal);
    }

    private static JobSettings Parse(params (string Name, string Value)[] environment) =>
        JobSettings.Parse(environment.ToDictionary(variable => variable.Name, variable => variable.Value));
}
