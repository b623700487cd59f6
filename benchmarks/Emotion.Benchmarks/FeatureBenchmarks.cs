using BenchmarkDotNet.Attributes;
using Emotion.Audio.Features;
using Emotion.Tests;

namespace Emotion.Benchmarks;

/// <summary>180 features of a 2.5 s window at 22 050 Hz, one thread. Budget: 1.0 ms, 2 KB.</summary>
[MemoryDiagnoser]
public class FeatureBenchmarks
{
    private readonly float[] _window = WavFile.Voice(2.5, FeatureSet.SampleRate);
    private readonly NaiveFeatures _naive = new();

    [GlobalSetup]
    public void Check()
    {
        // A yardstick that computes something else would measure nothing.
        var ours = FeatureExtractor.Extract(_window).ToVector();
        var naive = _naive.Extract(_window);
        for (var i = 0; i < ours.Length; i++)
        {
            if (Math.Abs(ours[i] - naive[i]) > 1e-3 * Math.Max(1, Math.Abs(naive[i])))
                throw new InvalidOperationException($"Feature {i}: {ours[i]} here, {naive[i]} by the naive version.");
        }
    }

    [Benchmark(Baseline = true, Description = "naive")]
    public double[] Naive() => _naive.Extract(_window);

    [Benchmark(Description = "Emotion.Audio")]
    public LibrosaFeatures Ours() => FeatureExtractor.Extract(_window);
}
