using Emotion.Pipeline;
using Emotion.Pipeline.Messages;
using Emotion.Pipeline.Steps;
using Microsoft.Azure.Functions.Worker;

namespace Emotion.Functions.Hosting.IsolatedWorker;

/// <summary>What the host gave up on: from poison message to Failed row.</summary>
public sealed class FailureFunctions(RecordFailure failure)
{
    /// <summary>A blob kept failing.</summary>
    [Function(nameof(RecordExtractionFailure))]
    public Task RecordExtractionFailure([QueueTrigger(FeatureQueue.PoisonBlobQueueName, Connection = Storage.Setting)] string message, CancellationToken cancel) =>
        failure.ExtractionAsync(message, cancel);

    /// <summary>A message kept failing.</summary>
    [Function(nameof(RecordScoringFailure))]
    public Task RecordScoringFailure([QueueTrigger(FeatureQueue.PoisonQueueName, Connection = Storage.Setting)] string message, CancellationToken cancel) =>
        failure.ScoringAsync(message, cancel);
}
