using BenchmarkDotNet.Attributes;
using Emotion.Audio.Features;
using Emotion.Inference;
using Emotion.Tests;

namespace Emotion.Benchmarks;

/// <summary>Scoring one clip with the shipped model, one thread. Budget: 1 ms.</summary>
[MemoryDiagnoser]
public class ScoreBenchmarks : IDisposable
{
    private readonly float[] _features = FeatureExtractor.Extract(WavFile.Voice(2.5, FeatureSet.SampleRate)).ToVector();
    private readonly EmotionScorer _scorer = new(ModelBundle.LoadCurrent(Path.Combine(AppContext.BaseDirectory, "models")), FeatureSet.Librosa180, FeatureSet.Length);

    [GlobalCleanup]
    public void Dispose()
    {
        _scorer.Dispose();
        GC.SuppressFinalize(this);
    }

    [Benchmark(Description = "score one clip")]
    public Prediction Score() => _scorer.Score(_features);
}
