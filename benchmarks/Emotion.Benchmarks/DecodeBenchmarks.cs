using BenchmarkDotNet.Attributes;
using Emotion.Audio;
using Emotion.Audio.Features;
using Emotion.Tests;

namespace Emotion.Benchmarks;

/// <summary>Decode and resample 4 s of 48 kHz 16-bit PCM, one thread. Budget: 2 ms.</summary>
[MemoryDiagnoser]
public class DecodeBenchmarks
{
    private readonly byte[] _clip = WavFile.VoiceClip(4, 48000);

    [Benchmark(Description = "decode + resample 4 s of 48 kHz")]
    public float[] Load() => AudioLoader.Load(new MemoryStream(_clip));

    [Benchmark(Description = "clip to features (2.5 s window, 48 kHz)")]
    public ClipFeatures Analyze() => ClipAnalyzer.Analyze(new MemoryStream(_clip), FeatureRecipe.Librosa180);

    [Benchmark(Description = "clip to log-mel frames (4 s, 48 kHz)")]
    public ClipFeatures AnalyzeLogMel() => ClipAnalyzer.Analyze(new MemoryStream(_clip), FeatureRecipe.LogMel64);
}
