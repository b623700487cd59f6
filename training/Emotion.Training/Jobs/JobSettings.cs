using Emotion.Training.Learning;
using Emotion.Training.Networks;
using Emotion.Training.Protocols;

namespace Emotion.Training.Jobs;

/// <summary>
/// What the training container was asked to do: environment variables as the arguments of the program's own commands. A variable that is
/// not set leaves the option out, so defaults stand in one place, the commands.
/// </summary>
public sealed record JobSettings
{
    private const string StorageSetting = Pipeline.Storage.Setting;
    private const string AccountName = Pipeline.Storage.AccountNameSetting;
    private const string Prefix = "EMOTION_";

    private static readonly string[] Known =
    [
        "EMOTION_CORPORA", "EMOTION_MANIFESTS", "EMOTION_NETWORK", "EMOTION_PROTOCOLS", "EMOTION_SEED", "EMOTION_EPOCHS", "EMOTION_COPIES",
        "EMOTION_PATIENCE", "EMOTION_OPTIMIZER", "EMOTION_SELF_DISTILLATION", "EMOTION_AUXILIARY_WEIGHT", "EMOTION_BFLOAT16", "EMOTION_DEVICE", "EMOTION_THREADS", "EMOTION_OUT", "EMOTION_RESUME", "EMOTION_EVALUATION",
        "EMOTION_EVALUATION_MANIFESTS", "EMOTION_PUBLISH", "EMOTION_FORCE",
    ];

    /// <summary>The folder that everything is written to.</summary>
    public required string Output { get; init; }

    /// <summary>Arguments that start the training anew.</summary>
    public required IReadOnlyList<string> Train { get; init; }

    /// <summary>
    /// The option that says on how many cores to compute; empty where that is left to the machine. No part of <see cref="Train"/>, which names the job: a job that
    /// took what its first machine had must be able to ask another machine for as many.
    /// </summary>
    public required IReadOnlyList<string> Threads { get; init; }

    /// <summary>Whether to go on with what <see cref="Output"/> holds.</summary>
    public required bool Resume { get; init; }

    /// <summary>Options that name clips of speakers that no model has heard, to score the finished model on; empty where there are none.</summary>
    public required IReadOnlyList<string> Evaluation { get; init; }

    /// <summary>Connection string or account name to publish to; null to keep the model in <see cref="Output"/>.</summary>
    public required string? Storage { get; init; }

    /// <summary>Why the model is to be used even if it is worse than the current one; null for not in that case.</summary>
    public required string? Force { get; init; }

    /// <summary>Where the bundles are written to.</summary>
    public string Models => ModelsIn(Output);

    /// <summary>Understands the environment.</summary>
    /// <exception cref="TrainingException">A variable is missing, unknown or makes no sense: the message names it.</exception>
    public static JobSettings Parse(IReadOnlyDictionary<string, string> environment)
    {
        // A misspelt variable would otherwise be found out about when the training is over.
        if (environment.Keys.Where(name => name.StartsWith(Prefix, StringComparison.Ordinal)).Except(Known).Order().FirstOrDefault() is { } unknown)
            throw new TrainingException($"{unknown} is not known. Choose among {string.Join(", ", Known)}.");

        var variables = new JobVariables(environment);
        var output = variables.Text("EMOTION_OUT") ?? "/out";
        return new JobSettings
        {
            Output = output,
            Train = TrainArguments(variables, output),
            Threads = [.. Option("--threads", variables.Number("EMOTION_THREADS", least: 1))],
            Resume = variables.Flag("EMOTION_RESUME", true),
            Evaluation = Corpora(variables, "EMOTION_EVALUATION", "EMOTION_EVALUATION_MANIFESTS"),
            Storage = variables.Flag("EMOTION_PUBLISH", true) ? Account(variables) : null,
            Force = variables.Text("EMOTION_FORCE"),
        };
    }

    /// <summary>Arguments of the training; harmless where there is nothing to go on with.</summary>
    public IReadOnlyList<string> TrainOrResume => [.. Train, .. Threads, .. Resume ? ["--resume"] : Array.Empty<string>()];

    /// <summary>Arguments that score a model on the clips of <see cref="Evaluation"/>.</summary>
    /// <param name="model">Its folder.</param>
    public IReadOnlyList<string> Evaluate(string model) =>
        ["evaluate", "--model", model, .. Evaluation, .. Cache(Output), "--out", Path.Combine(Output, "evaluation")];

    /// <summary>Arguments that publish a model: compared on the clips of <see cref="Evaluation"/>, if there are any.</summary>
    /// <param name="model">Its folder.</param>
    public IReadOnlyList<string> Publish(string model) => Publish(model, Storage ?? throw new InvalidOperationException("Nothing is to be published."));

    /// <summary>The same for people to read: a connection string holds a key, and is not shown.</summary>
    /// <param name="model">The model's folder.</param>
    public IReadOnlyList<string> PublishShown(string model) =>
        Publish(model, Storage?.Contains('=', StringComparison.Ordinal) == true ? $"${StorageSetting}" : Storage!);

    private IReadOnlyList<string> Publish(string model, string storage) =>
        ["publish", "--model", model, "--storage", storage, .. Evaluation, .. Evaluation.Count > 0 ? Cache(Output) : [], .. Option("--force", Force)];

    private static IReadOnlyList<string> TrainArguments(JobVariables variables, string output) =>
    [
        "train",
        .. TrainingCorpora(variables),
        .. Option("--network", variables.Choice("EMOTION_NETWORK", [.. NetworkKind.All.Select(kind => kind.Id)])),
        .. Options("--protocol", variables.Choices("EMOTION_PROTOCOLS", [.. ProtocolKind.Names, ProtocolKind.None])),
        .. Option("--seed", variables.Number("EMOTION_SEED")),
        .. Option("--epochs", variables.Number("EMOTION_EPOCHS", least: 1)),
        .. Option("--copies", variables.Number("EMOTION_COPIES", least: 0)),
        .. Option("--patience", variables.Number("EMOTION_PATIENCE", least: 0)),
        .. Option("--optimizer", variables.Choice("EMOTION_OPTIMIZER", [Optimizers.Muon, Optimizers.AdamW])),
        .. Option("--self-distillation", variables.Share("EMOTION_SELF_DISTILLATION")),
        .. Option("--auxiliary-weight", variables.Share("EMOTION_AUXILIARY_WEIGHT")),
        .. variables.Flag("EMOTION_BFLOAT16", false) ? ["--bfloat16"] : Array.Empty<string>(),
        .. Option("--device", variables.Choice("EMOTION_DEVICE", Devices.Names)),
        "--out", ModelsIn(output), "--run", Path.Combine(output, "run"), .. Cache(output),
    ];

    private static IReadOnlyList<string> TrainingCorpora(JobVariables variables) =>
        Corpora(variables, "EMOTION_CORPORA", "EMOTION_MANIFESTS") is { Count: > 0 } corpora
            ? corpora
            : throw new TrainingException("There is nothing to train on. Set EMOTION_CORPORA to NAME=DIR, or EMOTION_MANIFESTS to a CSV file.");

    private static IReadOnlyList<string> Corpora(JobVariables variables, string named, string listed)
    {
        var corpora = variables.List(named, ';');
        if (corpora.FirstOrDefault(corpus => corpus.Split('=', 2) is not [{ Length: > 0 }, { Length: > 0 }]) is { } wrong)
            throw JobVariables.Wrong(named, wrong, "NAME=DIR, several of them with ';' between: ravdess=/data/ravdess;crema-d=/data/crema-d");
        return [.. Options("--corpus", corpora), .. Options("--manifest", variables.List(listed, ';'))];
    }

    private static string[] Cache(string output) => ["--cache", Path.Combine(output, "cache")];

    private static string Account(JobVariables variables) => variables.Text(StorageSetting) ?? variables.Text(AccountName)
        ?? throw new TrainingException($"There is nowhere to publish to. Set {StorageSetting} to a connection string, or {AccountName} to an "
            + "account that this machine's identity may write to, or EMOTION_PUBLISH to false.");

    private static string ModelsIn(string output) => Path.Combine(output, "models");

    private static IEnumerable<string> Option(string name, string? value) => value is null ? [] : [name, value];

    private static IEnumerable<string> Options(string name, IEnumerable<string> values) => values.SelectMany(value => Option(name, value));
}
