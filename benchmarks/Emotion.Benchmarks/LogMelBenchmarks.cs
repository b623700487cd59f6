using BenchmarkDotNet.Attributes;
using Emotion.Audio.Features;
using Emotion.Tests;

namespace Emotion.Benchmarks;

/// <summary>256 frames of 64 log-mel bands of a recording at 22 050 Hz, one thread. Budget: 1.0 ms.</summary>
[MemoryDiagnoser]
public class LogMelBenchmarks
{
    private float[] _recording = [];

    /// <summary>As long as the vector, or as long as is read at most.</summary>
    [Params(3, 6)]
    public int Seconds { get; set; }

    [GlobalSetup]
    public void Record() => _recording = WavFile.Voice(Seconds, FeatureSet.SampleRate);

    [Benchmark(Description = "log-mel frames")]
    public float[] LogMel() => LogMelSpectrogram.Of(_recording).ToVector();
}
