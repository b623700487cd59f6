using Emotion.Functions.Hosting.IsolatedWorker;
using Emotion.Pipeline;
using Emotion.Pipeline.Clips;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Emotion.Functions.Tests.Contract;

/// <summary>The isolated worker: its function classes, with what the worker would give them. What the worker itself does is not here: docs/decisions/0004.</summary>
[Collection(HandlerFixture.Calls)]
public sealed class IsolatedWorkerContract : FunctionContract, IDisposable
{
    private readonly ServiceProvider _services;

    public IsolatedWorkerContract(HandlerFixture handler)
    {
        var configuration = new ConfigurationManager { [Storage.Setting] = handler.ConnectionString };
        _services = new ServiceCollection()
            .AddLogging()
            .AddEmotionPipeline(configuration)
            .AddSingleton<ClipFunctions>()
            .AddSingleton<FailureFunctions>()
            .BuildServiceProvider();
    }

    protected override Storage Storage => _services.GetRequiredService<Storage>();

    private ClipFunctions Clips => _services.GetRequiredService<ClipFunctions>();

    private FailureFunctions Failures => _services.GetRequiredService<FailureFunctions>();

    public void Dispose() => _services.Dispose();

    protected override Task ExtractFeaturesAsync(ClipId clip) =>
        Clips.ExtractFeatures(Storage.Blobs.GetBlobContainerClient(ClipStore.ContainerName).GetBlobClient(clip.BlobName), Cancel);

    protected override Task CallAsync(string function, string message) => function switch
    {
        nameof(Clips.ScoreClip) => Clips.ScoreClip(message, Cancel),
        nameof(Failures.RecordExtractionFailure) => Failures.RecordExtractionFailure(message, Cancel),
        nameof(Failures.RecordScoringFailure) => Failures.RecordScoringFailure(message, Cancel),
        _ => throw new ArgumentOutOfRangeException(nameof(function)),
    };
}
