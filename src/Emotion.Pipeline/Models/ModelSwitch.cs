using Azure;
using Azure.Storage.Blobs.Models;
using Emotion.Inference;

namespace Emotion.Pipeline.Models;

/// <summary>Chooses the version in use. The running pipeline follows by itself.</summary>
public sealed class ModelSwitch(PublishedModels models)
{
    /// <summary>Checks a version as the pipeline does it, and makes it the one in use.</summary>
    /// <returns>The content of <c>current.json</c> from now on.</returns>
    /// <exception cref="InvalidModelException">The pipeline would refuse that version.</exception>
    /// <exception cref="ModelConflictException">Somebody else changed <c>current.json</c> meanwhile.</exception>
    public async Task<CurrentModel> ActivateAsync(string version, CancellationToken cancel) =>
        await ActivateAsync(version, await models.FindCurrentAsync(cancel), cancel);

    /// <summary>The same, if <c>current.json</c> is still what was read before: a decision made by it must not hit another.</summary>
    /// <param name="version">Which version.</param>
    /// <param name="seen">What was read; null where there was no such file.</param>
    /// <param name="cancel">Gives up.</param>
    /// <returns>The content of <c>current.json</c> from now on.</returns>
    /// <exception cref="InvalidModelException">The pipeline would refuse that version.</exception>
    /// <exception cref="ModelConflictException"><c>current.json</c> is not what was read.</exception>
    public async Task<CurrentModel> ActivateAsync(string version, CurrentFile? seen, CancellationToken cancel)
    {
        ServedScorer.Check(await models.DownloadBundleAsync(version, cancel));
        if (seen?.Model is not { } before)
            return await MoveAsync(new CurrentModel(version), seen, cancel);
        return before.Version == version ? before : await MoveAsync(before.Next(version), seen, cancel);
    }

    /// <summary>Makes the version in use that was in use before; repeated, it goes further back.</summary>
    /// <returns>The content of <c>current.json</c> from now on.</returns>
    /// <exception cref="InvalidModelException">There is none before, or the pipeline would refuse it.</exception>
    /// <exception cref="ModelConflictException">Somebody else changed <c>current.json</c> meanwhile.</exception>
    public async Task<CurrentModel> RollBackAsync(CancellationToken cancel)
    {
        var seen = await models.FindCurrentAsync(cancel);
        if (seen?.Problem is { } problem)
            throw new InvalidModelException($"{problem} Which version was in use before is lost: activate one by name.");
        if (seen?.Model?.Previous() is not { } previous)
            throw new InvalidModelException("No version is known to have been in use before. Activate one by name.");

        ServedScorer.Check(await models.DownloadBundleAsync(previous.Version, cancel));
        return await MoveAsync(previous, seen, cancel);
    }

    private async Task<CurrentModel> MoveAsync(CurrentModel model, CurrentFile? seen, CancellationToken cancel)
    {
        var condition = seen is null ? new BlobRequestConditions { IfNoneMatch = ETag.All } : new BlobRequestConditions { IfMatch = seen.ETag };
        try
        {
            var options = new BlobUploadOptions { Conditions = condition };
            await models.Container.GetBlobClient(ModelBundle.CurrentFile).UploadAsync(BinaryData.FromString(model.ToJson()), options, cancel);
            return model;
        }
        catch (RequestFailedException e) when (e.Status is 409 or 412)
        {
            throw new ModelConflictException($"Somebody else changed which model is in use meanwhile, so {model.Version} was not activated. Look again.");
        }
    }
}
