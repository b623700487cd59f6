using Azure;
using Azure.Storage.Blobs.Models;
using Emotion.Inference;

namespace Emotion.Pipeline.Models;

/// <summary>Adds versions. Nothing that is there is overwritten, and an upload that was cut off can be done again.</summary>
public sealed class ModelUpload(PublishedModels models)
{
    /// <summary>
    /// Uploads a bundle under its version, the model first and the card last, and reads it back. A version that holds the same model
    /// already is left as it is, its card too.
    /// </summary>
    /// <returns>The bundle as it is published.</returns>
    /// <exception cref="ModelConflictException">The version holds another model.</exception>
    /// <exception cref="InvalidModelException">
    /// This pipeline could not serve the bundle; or what arrived is not what was sent, and was removed again.
    /// </exception>
    public async Task<ModelBundle> UploadAsync(ModelBundle bundle, CancellationToken cancel)
    {
        Check(bundle);
        await models.CreateIfNotExistsAsync(cancel);
        var version = bundle.Card.Version;
        var model = PublishedModels.PathOf(version, ModelBundle.ModelFile);
        var card = PublishedModels.PathOf(version, ModelBundle.CardFile);
        await CheckConflictAsync(bundle, model, card, cancel);

        var modelETag = await TryCreateAsync(model, new BinaryData(bundle.Onnx), cancel);
        var cardETag = await TryCreateAsync(card, BinaryData.FromString(bundle.Card.ToJson()), cancel);
        try
        {
            return await VerifyAsync(bundle.Card, isNew: cardETag is not null, cancel);
        }
        catch (InvalidModelException e) when (modelETag is not null || cardETag is not null)
        {
            await RemoveAsync(card, cardETag);
            await RemoveAsync(model, modelETag);
            throw new InvalidModelException($"What arrived is not what was sent, so it was removed again. Publish once more. ({e.Message})", e);
        }
    }

    /// <summary>Replaces the card of a version, for example to note why it was activated. What it says of the model must not change.</summary>
    /// <exception cref="ModelConflictException">The published card describes another model, or somebody else changed it meanwhile.</exception>
    /// <exception cref="InvalidModelException">The version has no card, or one that cannot be read.</exception>
    public async Task ReplaceCardAsync(ModelCard card, CancellationToken cancel)
    {
        var path = PublishedModels.PathOf(card.Version, ModelBundle.CardFile);
        if (await models.FindAsync(path, cancel) is not { } there)
            throw new InvalidModelException($"Version {card.Version}: it has no {ModelBundle.CardFile}. Publish the bundle again.");
        CheckSameModel(ModelCard.Parse(there.Read()), card);

        var condition = new BlobRequestConditions { IfMatch = there.ETag };
        if (await TryWriteAsync(path, BinaryData.FromString(card.ToJson()), condition, cancel) is null)
            throw new ModelConflictException($"Somebody else changed the card of version {card.Version} meanwhile. Look again.");
    }

    private static void Check(ModelBundle bundle)
    {
        if (!ModelBundle.IsVersion(bundle.Card.Version))
            throw new InvalidModelException($"Version '{bundle.Card.Version}' cannot be a folder: use letters, digits, '.', '_' and '-'.");
        ServedScorer.Check(bundle);
    }

    /// <summary>Before anything is written: what is there already must be the same model.</summary>
    private async Task CheckConflictAsync(ModelBundle bundle, string model, string card, CancellationToken cancel)
    {
        if (await models.FindAsync(card, cancel) is { } described)
            CheckSameModel(ModelCard.Parse(described.Read()), bundle.Card);
        if (await models.FindAsync(model, cancel) is { } there && ModelBundle.Hash(there.Read()) != ModelBundle.Hash(bundle.Onnx))
            throw new ModelConflictException($"Version {bundle.Card.Version} is published already, with another model. Give yours a version of its own.");
    }

    private async Task<ModelBundle> VerifyAsync(ModelCard sent, bool isNew, CancellationToken cancel)
    {
        var arrived = await models.DownloadBundleAsync(sent.Version, cancel);
        if (isNew && arrived.Card.ToJson() != sent.ToJson())
            throw new InvalidModelException("The card reads otherwise than it was written.");
        return arrived;
    }

    private static void CheckSameModel(ModelCard there, ModelCard card)
    {
        if (!there.Sha256.Equals(card.Sha256, StringComparison.OrdinalIgnoreCase) || there.FeatureSet != card.FeatureSet || !there.Labels.SequenceEqual(card.Labels))
        {
            throw new ModelConflictException(
                $"Version {card.Version} is published already, and its card describes another model. Give yours a version of its own.");
        }
    }

    private Task<ETag?> TryCreateAsync(string path, BinaryData content, CancellationToken cancel) =>
        TryWriteAsync(path, content, new BlobRequestConditions { IfNoneMatch = ETag.All }, cancel);

    private async Task<ETag?> TryWriteAsync(string path, BinaryData content, BlobRequestConditions condition, CancellationToken cancel)
    {
        try
        {
            var options = new BlobUploadOptions { Conditions = condition };
            return (await models.Container.GetBlobClient(path).UploadAsync(content, options, cancel)).Value.ETag;
        }
        catch (RequestFailedException e) when (e.Status is 409 or 412)
        {
            return null;
        }
    }

    /// <summary>Not to be cancelled: a broken bundle must not stay because somebody pressed Ctrl+C.</summary>
    private async Task RemoveAsync(string path, ETag? mine)
    {
        if (mine is { } etag)
        {
            var condition = new BlobRequestConditions { IfMatch = etag };
            await models.Container.GetBlobClient(path).DeleteIfExistsAsync(conditions: condition, cancellationToken: CancellationToken.None);
        }
    }
}
