using System.Globalization;
using System.Text;
using Emotion.Inference;
using Emotion.Pipeline;
using Emotion.Pipeline.Models;
using Emotion.Training.Corpora;

namespace Emotion.Training.Publishing;

/// <summary>How a publication ended.</summary>
/// <param name="Active">Whether the model is in use now.</param>
/// <param name="Message">What happened, and what can be done about it, for the user.</param>
public sealed record Publication(bool Active, string Message);

/// <summary>Uploads a model, and puts it into use if it is not worse than the one in use.</summary>
/// <param name="storage">Where the pipeline looks for models.</param>
/// <param name="loadShipped">Loads the model that ships with the app, which is in use as long as nothing is published; gives null where it is not known.</param>
/// <param name="evaluation">Reads clips to compare the models on, with the features that each takes; null to go by their cards.</param>
public sealed class PublishJob(Storage storage, Func<ModelBundle?> loadShipped, Func<TrainingFeatures, Dataset>? evaluation)
{
    private const string ForceHint = "To put it into use all the same, give --force \"why\"; the card will say so.";

    private readonly PublishedModels _models = new(storage.Blobs);

    /// <summary>Uploads a model under its version, to be put into use later by <c>emotion models activate</c>.</summary>
    /// <exception cref="InvalidModelException">The pipeline could not serve it.</exception>
    /// <exception cref="ModelConflictException">That version holds another model.</exception>
    public async Task<Publication> UploadAsync(ModelBundle bundle, CancellationToken cancel)
    {
        var published = await new ModelUpload(_models).UploadAsync(bundle, cancel);
        return new Publication(false, $"Uploaded {published.Card.Version}. Put it into use by: emotion models activate {published.Card.Version}");
    }

    /// <summary>
    /// Uploads a model, and puts it into use unless it is worse than the one in use, or cannot be compared with it. Where nothing is published yet, that is the model
    /// that ships, and what cannot be compared with it takes over: somebody who trains on corpora of their own wants that.
    /// </summary>
    /// <exception cref="InvalidModelException">The pipeline could not serve it.</exception>
    /// <exception cref="ModelConflictException">That version holds another model; or somebody else changed the model in use meanwhile.</exception>
    public async Task<Publication> PublishAsync(ModelBundle bundle, CancellationToken cancel)
    {
        var seen = await _models.FindCurrentAsync(cancel);
        var published = await new ModelUpload(_models).UploadAsync(bundle, cancel);
        var version = published.Card.Version;
        if (seen is null)
            return await PublishFirstAsync(published, cancel);
        if (seen.Model is not { } current || current.Version == version)
            return await ActivateAsync(version, seen, "", cancel);

        var comparison = await CompareAsync(current.Version, published, cancel);
        return comparison switch
        {
            null => new Publication(false, NotComparable(version, current.Version)),
            { IsWorse: true } => Worse(version, comparison, current.Version),
            _ => await ActivateAsync(version, seen, Figures(comparison, current.Version), cancel),
        };
    }

    /// <summary>Uploads a model and puts it into use, whatever the one in use is worth; the card says why.</summary>
    /// <exception cref="InvalidModelException">The pipeline could not serve it.</exception>
    /// <exception cref="ModelConflictException">That version holds another model; or somebody else changed the model in use meanwhile.</exception>
    public async Task<Publication> ForceAsync(ModelBundle bundle, string reason, CancellationToken cancel)
    {
        var seen = await _models.FindCurrentAsync(cancel);
        var card = bundle.Card with { Forced = reason };
        var forced = ModelBundle.Create(Encoding.UTF8.GetBytes(card.ToJson()), bundle.Onnx);
        await new ModelUpload(_models).UploadAsync(forced, cancel);
        await new ModelUpload(_models).ReplaceCardAsync(card, cancel); // where it was uploaded before, without the reason
        return await ActivateAsync(card.Version, seen, "By --force; the card says why.", cancel);
    }

    private async Task<Publication> PublishFirstAsync(ModelBundle first, CancellationToken cancel)
    {
        var version = first.Card.Version;
        if (loadShipped() is not { } shipped)
            return await ActivateAsync(version, seen: null, "It is the first.", cancel);

        var ships = $"{shipped.Card.Version}, which ships with the app,";
        return Compare(shipped, first) switch
        {
            null => await ActivateAsync(version, seen: null, $"It is the first; it could not be compared with {ships} for their cards share no evaluation set.", cancel),
            { IsWorse: true } comparison => Worse(version, comparison, ships),
            { } comparison => await ActivateAsync(version, seen: null, $"It is the first: {Figures(comparison, ships)}", cancel),
        };
    }

    /// <summary>Null where the two cannot be compared, for example because the bundle in use is broken.</summary>
    private async Task<Comparison?> CompareAsync(string current, ModelBundle candidate, CancellationToken cancel)
    {
        ModelBundle inUse;
        try
        {
            inUse = await _models.DownloadBundleAsync(current, cancel);
        }
        catch (InvalidModelException)
        {
            return null;
        }

        return Compare(inUse, candidate);
    }

    private Comparison? Compare(ModelBundle inUse, ModelBundle candidate) =>
        evaluation is null ? Comparison.ByCards(inUse.Card, candidate.Card) : Comparison.OnClips(inUse, candidate, evaluation);

    private async Task<Publication> ActivateAsync(string version, CurrentFile? seen, string why, CancellationToken cancel)
    {
        await new ModelSwitch(_models).ActivateAsync(version, seen, cancel);
        return new Publication(true, $"{version} is in use now. {why} Running pipelines follow within a minute.");
    }

    private static Publication Worse(string version, Comparison comparison, string current) =>
        new(false, $"{version} was uploaded but not put into use: {Figures(comparison, current)} {ForceHint}");

    private static string Figures(Comparison comparison, string current) => string.Create(
        CultureInfo.InvariantCulture,
        $"its UAR is {100 * comparison.New:0.0} %, that of {current} {100 * comparison.Current:0.0} % ({comparison.Basis}).");

    private static string NotComparable(string version, string current) =>
        $"{version} was uploaded but not put into use: it cannot be compared with {current}: that bundle is broken, or the cards share no evaluation "
            + $"set. In that case give clips of speakers that neither heard by --corpus or --manifest. {ForceHint}";
}
