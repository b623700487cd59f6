using Emotion.Audio.Features;
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
    /// <summary>The tests that take messages from the one queue do so one after the other.</summary>
    public const string QueueReaders = "queue readers";

    private readonly ServiceProvider _services;

    public PipelineFixture(AzuriteFixture azurite, params (string Name, string Value)[] others)
    {
        var settings = new Dictionary<string, string?> { [Storage.Setting] = azurite.ConnectionString };
        foreach (var (name, value) in others)
            settings[name] = value;
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

    /// <summary>Takes the message of a clip that ExtractFeatures sent, and drops those before it.</summary>
    public async Task<string> TakeMessageAsync(ClipVersion version, CancellationToken cancel)
    {
        var queue = Storage.Queues.GetQueueClient(FeatureQueue.QueueName);
        while (true)
        {
            var received = await queue.ReceiveMessageAsync(cancellationToken: cancel);
            var text = received.Value.Body.ToString();
            await queue.DeleteMessageAsync(received.Value.MessageId, received.Value.PopReceipt, cancel);
            if (ClipFeaturesMessage.Parse(text).Version == version)
                return text;
        }
    }

    /// <summary>A message as ExtractFeatures makes it for the shipped model, before the queue stamps it.</summary>
    public static string MessageFor(ClipVersion version, int seed = 1) => MessageFor(version, Recipe, WavFile.VoiceClip(seed: seed));

    /// <summary>A message as ExtractFeatures makes it for a model of some feature set.</summary>
    public static string MessageFor(ClipVersion version, FeatureRecipe recipe, byte[] content) =>
        ClipFeaturesMessage.For(version, Audio.ClipAnalyzer.Analyze(new MemoryStream(content), recipe)).ToJson();

    private static FeatureRecipe Recipe => FeatureRecipe.Of(ShippedModel.Card.FeatureSet);
}
