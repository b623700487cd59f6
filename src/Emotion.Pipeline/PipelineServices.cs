using Emotion.Pipeline.Api;
using Emotion.Pipeline.Clips;
using Emotion.Pipeline.Messages;
using Emotion.Pipeline.Models;
using Emotion.Pipeline.Results;
using Emotion.Pipeline.Settings;
using Emotion.Pipeline.Steps;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Emotion.Pipeline;

/// <summary>The pipeline's parts, for any host.</summary>
public static class PipelineServices
{
    /// <summary>
    /// Registers the steps and stores. <see cref="StorageOptions"/>, <see cref="ClipOptions"/> and <see cref="ModelOptions"/> configure them, and are
    /// validated when the host starts.
    /// </summary>
    public static IServiceCollection AddEmotionPipeline(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSettings(configuration);
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(provider => Storage.Connect(provider.GetRequiredService<IOptions<StorageOptions>>().Value));
        services.AddSingleton(provider => provider.GetRequiredService<Storage>().Blobs);
        services.AddSingleton(provider => provider.GetRequiredService<Storage>().Queues);
        services.AddSingleton(provider => provider.GetRequiredService<Storage>().Tables);
        services.AddSingleton(provider => ClipSizeLimit.Of(provider.GetRequiredService<IOptions<ClipOptions>>().Value));
        services.AddSingleton<ClipStore>();
        services.AddSingleton<FeatureQueue>();
        services.AddSingleton<ResultTable>();
        services.AddSingleton<SegmentTable>();
        services.AddSingleton<FeatureStore>();
        services.AddSingleton<ClipLookup>();
        services.AddSingleton<ResultRecorder>();
        services.AddSingleton<PublishedModels>();
        services.AddSingleton<ActiveModel>();
        services.AddSingleton<ClipAnalysis>();
        services.AddSingleton<ExtractFeatures>();
        services.AddSingleton<ScoreClip>();
        services.AddSingleton<RecordFailure>();
        return services;
    }

    /// <summary>Creates the containers, queues and tables where they are missing.</summary>
    public static async Task CreateStoresAsync(this Storage storage, CancellationToken cancel)
    {
        await Task.WhenAll(
            new ClipStore(storage.Blobs).CreateIfNotExistsAsync(cancel),
            new PublishedModels(storage.Blobs).CreateIfNotExistsAsync(cancel),
            new FeatureQueue(storage.Queues, TimeProvider.System).CreateIfNotExistsAsync(cancel),
            new FeatureStore(storage.Blobs).CreateIfNotExistsAsync(cancel),
            new ResultTable(storage.Tables).CreateIfNotExistsAsync(cancel),
            new SegmentTable(storage.Tables).CreateIfNotExistsAsync(cancel));
    }

    private static void AddSettings(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<StorageOptions>()
            .Bind(configuration.GetSection(StorageOptions.Section))
            .Configure(options => options.ConnectionString = configuration[StorageOptions.Section])
            .ValidateOnStart();
        services.AddOptions<ModelOptions>().Bind(configuration.GetSection(ModelOptions.Section)).ValidateOnStart();
        services.AddOptions<ClipOptions>().Bind(configuration.GetSection(ClipOptions.Section)).ValidateOnStart();
        services.AddSingleton<IValidateOptions<StorageOptions>, StorageOptionsValidator>();
        services.AddSingleton<IValidateOptions<ClipOptions>, ClipOptionsValidator>();
        services.AddSingleton<IValidateOptions<ModelOptions>, ModelOptionsValidator>();
    }
}
