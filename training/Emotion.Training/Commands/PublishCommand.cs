using System.CommandLine;
using Emotion.Pipeline;
using Emotion.Training.Augmentation;
using Emotion.Training.Corpora;
using Emotion.Training.Evaluating;
using Emotion.Training.Publishing;
using Spectre.Console;

namespace Emotion.Training.Commands;

/// <summary><c>publish</c>: hands a model over to the pipeline.</summary>
public static class PublishCommand
{
    /// <summary>Exit code: the model was uploaded, but the one in use stays.</summary>
    public const int NotActivated = 3;

    /// <summary>The command.</summary>
    /// <param name="console">Where it reports.</param>
    public static Command Create(IAnsiConsole console)
    {
        var model = new Option<string>("--model")
        {
            Description = "A model.onnx with its card.json beside it, the folder of both, or a folder of models with current.json.",
            Required = true,
            HelpName = "PATH",
        };

        // The default is not told to the command line, whose --help would print it: a connection string holds a key.
        var storage = new Option<string?>("--storage")
        {
            Description = $"Connection string, or account name (signs in as you). Default: ${Storage.Setting} or ${Storage.AccountNameSetting}.",
            HelpName = "ACCOUNT",
        };
        var force = new Option<string?>("--force") { Description = "Put it into use though it is worse, or cannot be compared. The card will say why.", HelpName = "WHY" };
        var noActivate = new Option<bool>("--no-activate") { Description = "Only upload it." };
        var corpora = new CorpusOptions();

        var command = new Command(
            "publish",
            "Uploads a model, and puts it into use if its UAR on new speakers is not below that of the model in use: by the evaluation sets that "
                + "both cards share, or on clips given by --corpus or --manifest, which should be of speakers that neither model heard. The first model that is published is "
                + "held against the one that ships with the app. "
                + $"Exit code {NotActivated}: uploaded, not in use.")
        {
            model, storage, force, noActivate,
        };
        corpora.AddTo(command);
        command.SetAction(async (result, cancel) =>
        {
            var bundle = EvaluatedModel.Load(result.GetRequiredValue(model));
            var account = (result.GetValue(storage) ?? Storage.InEnvironment) is { Length: > 0 } given
                ? Storage.Connect(given)
                : throw new TrainingException($"No storage is given. Add --storage, or set {Storage.Setting}.");
            var found = corpora.AnyGiven(result) ? corpora.Find(result) : null;
            var job = new PublishJob(account, () => EvaluatedModel.Shipped, found is null ? null : Read);
            if (result.GetValue(noActivate))
            {
                console.WriteUnbroken((await job.UploadAsync(bundle, cancel)).Message);
                return 0;
            }

            var publication = result.GetValue(force) is { Length: > 0 } reason
                ? await job.ForceAsync(bundle, reason, cancel)
                : await job.PublishAsync(bundle, cancel);
            console.WriteUnbroken(publication.Message);
            return publication.Active ? 0 : NotActivated;

            Dataset Read(TrainingFeatures set) =>
                new CorpusReading(console).Read(found, set, AugmentationRecipe.None, corpora.Cache(result), cancel);
        });
        return command;
    }
}
