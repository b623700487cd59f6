using Emotion.Pipeline.Clips;
using Emotion.Pipeline.Messages;
using Emotion.Pipeline.Models;
using Emotion.Pipeline.Results;
using Emotion.Pipeline.Steps;
using Emotion.Tests;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

[assembly: AssemblyFixture(typeof(AzuriteFixture))]

namespace Emotion.Pipeline.Tests;

/// <summary>The pipeline's parts, wired as in the function app, over a real Azurite.</summary>
internal sealed class PipelineFixture : IDisposable
{
    private readonly ServiceProvider _services;

    public PipelineFixture(AzuriteFixture azurite)
    {
        var settings = new Dictionary<string, string?> { [Storage.Setting] = azurite.ConnectionString };
        _services = new ServiceCollection()
            .AddLogging(logging => logging.AddProvider(Logged))
            .AddSingleton<TimeProvider>(Clock)
            .AddEmotionPipeline(new ConfigurationBuilder().AddInMemoryCollection(settings).Build())
            .AddSingleton(Line.Connect(azurite.ConnectionString)) // in place of the one of Storage
            .BuildServiceProvider();
    }

    /// <summary>The pipeline's way to its blobs; <see cref="Storage"/> has one of its own.</summary>
    public BlobLine Line { get; } = new();

    public LoggedEvents Logged { get; } = new();

    public FakeTimeProvider Clock { get; } = new(new DateTimeOffset(2026, 11, 24, 12, 0, 0, TimeSpan.Zero));

    public ClipStore Clips => Get<ClipStore>();

    public ResultTable Results => Get<ResultTable>();

    public ActiveModel Model => Get<ActiveModel>();

    public Storage Storage => Get<Storage>();

    public ExtractFeatures Extract => Get<ExtractFeatures>();

    public ScoreClip Score => Get<ScoreClip>();

    public RecordFailure Failure => Get<RecordFailure>();

    public T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    public void Dispose() => _services.Dispose();

    /// <summary>Uploads a clip under a name of its own.</summary>
    public async Task<ClipVersion> UploadAsync(byte[] content, CancellationToken cancel, ClipId? clip = null) =>
        await Clips.UploadAsync(clip ?? NewClip(), new MemoryStream(content), cancel);

    public static ClipId NewClip() => new("test", $"{Guid.NewGuid():N}/clip 1.wav");

    public async Task<ClipResult?> RowAsync(ClipId clip, CancellationToken cancel) => (await Results.FindAsync(clip, cancel))?.Result;

    /// <summary>A message as ExtractFeatures sends it.</summary>
    public static string MessageFor(ClipVersion version, int seed = 1) =>
        ClipFeaturesMessage.For(version, Audio.ClipAnalyzer.Analyze(new MemoryStream(WavFile.VoiceClip(seed: seed)))).ToJson();
}
