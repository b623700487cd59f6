using BenchmarkDotNet.Attributes;
using Emotion.Audio;
using Emotion.Audio.Features;
using Emotion.Inference;
using Emotion.Tests;

namespace Emotion.Benchmarks;

/// <summary>Scoring one clip with the shipped model, one thread. Budget: 5 ms.</summary>
[MemoryDiagnoser]
public class ScoreBenchmarks : IDisposable
{
    private readonly float[] _features;
    private readonly EmotionScorer _scorer;

    public ScoreBenchmarks()
    {
        var shipped = ModelBundle.LoadCurrent(Path.Combine(AppContext.BaseDirectory, "models"));
        var recipe = FeatureRecipe.Of(shipped.Card.FeatureSet);
        _features = ClipAnalyzer.Analyze(new MemoryStream(WavFile.VoiceClip()), recipe).Window.Vector;
        _scorer = new EmotionScorer(shipped, new Dictionary<string, int> { [recipe.Id] = recipe.Length });
    }

    [GlobalCleanup]
    public void Dispose()
    {
        _scorer.Dispose();
        GC.SuppressFinalize(this);
    }

    [Benchmark(Description = "score one clip")]
    public Prediction Score() => _scorer.Score(_features);
}
