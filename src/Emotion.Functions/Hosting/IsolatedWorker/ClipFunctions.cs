using Azure.Storage.Blobs;
using Emotion.Pipeline;
using Emotion.Pipeline.Clips;
using Emotion.Pipeline.Messages;
using Emotion.Pipeline.Steps;
using Microsoft.Azure.Functions.Worker;

namespace Emotion.Functions.Hosting.IsolatedWorker;

/// <summary>The way of every clip: from blob to message to row.</summary>
public sealed class ClipFunctions(ExtractFeatures extract, ScoreClip score)
{
    /// <summary>A clip landed. The trigger brings a client, not the bytes: they are fetched as they are read.</summary>
    [Function(nameof(ExtractFeatures))]
    public Task ExtractFeatures(
        [BlobTrigger(ClipStore.ContainerName + "/{name}", Source = BlobTriggerSource.EventGrid, Connection = Storage.Setting)] BlobClient clip,
        CancellationToken cancel) => extract.RunAsync(ClipId.FromBlobName(clip.Name), cancel);

    /// <summary>A clip's features arrived.</summary>
    [Function(nameof(ScoreClip))]
    public Task ScoreClip([QueueTrigger(FeatureQueue.QueueName, Connection = Storage.Setting)] string message, CancellationToken cancel) =>
        score.RunAsync(message, cancel);
}
