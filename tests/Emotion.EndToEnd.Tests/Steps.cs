using Emotion.Audio.Features;
using Emotion.Pipeline;
using Emotion.Pipeline.Clips;
using Emotion.Pipeline.Messages;
using Emotion.Pipeline.Results;
using Emotion.Pipeline.Steps;
using Emotion.Tests;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

[assembly: AssemblyFixture(typeof(AzuriteFixture))]

namespace Emotion.EndToEnd.Tests;

/// <summary>The steps as the function app wires them, with the SDKs' own retry policies, on any way to a storage.</summary>
internal sealed class Steps : IDisposable
{
    private readonly ServiceProvider _services;

    public Steps(string connectionString, params (string Name, string Value)[] settings)
    {
        var all = settings.ToDictionary(setting => setting.Name, setting => (string?)setting.Value);
        all[Storage.Setting] = connectionString;
        _services = new ServiceCollection()
            .AddLogging()
            .AddEmotionPipeline(new ConfigurationBuilder().AddInMemoryCollection(all).Build())
            .BuildServiceProvider();
    }

    public ClipStore Clips => Get<ClipStore>();

    public ResultTable Results => Get<ResultTable>();

    public ExtractFeatures Extract => Get<ExtractFeatures>();

    public ScoreClip Score => Get<ScoreClip>();

    public RecordFailure Failure => Get<RecordFailure>();

    /// <summary>A name that no other test uses.</summary>
    public static ClipId NewClip() => new("faults", $"{Guid.NewGuid():N}.wav");

    /// <summary>A message as ExtractFeatures makes it for the shipped model.</summary>
    public static string MessageFor(ClipVersion version) =>
        ClipFeaturesMessage.For(version, Audio.ClipAnalyzer.Analyze(new MemoryStream(WavFile.VoiceClip()), FeatureRecipe.Of(ShippedModel.Card.FeatureSet))).ToJson();

    public void Dispose() => _services.Dispose();

    private T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();
}
