using System.Numerics.Tensors;
using Emotion.Audio.Features;
using Emotion.Audio.Resampling;
using Emotion.Audio.Wav;

namespace Emotion.Audio;

/// <summary>From a WAV stream to the features of its <see cref="AnalysisWindow"/>: the one path that training and serving share.</summary>
public static class ClipAnalyzer
{
    /// <summary>Reads a clip and describes it.</summary>
    /// <param name="wav">A WAV stream, at its start. Memory use does not grow with its length.</param>
    /// <exception cref="InvalidAudioException">The clip cannot be decoded, is too short, silent, or holds NaN or infinity.</exception>
    public static ClipFeatures Analyze(Stream wav)
    {
        var reader = WavReader.Open(wav);
        var rate = reader.SampleRate;

        // Whether the clip is long enough for the window decides where to start, so read up to the window's end first.
        var offset = AnalysisWindow.Frames(AnalysisWindow.OffsetSeconds, rate);
        var length = AnalysisWindow.Frames(AnalysisWindow.DurationSeconds, rate);
        var head = new float[offset + length];
        var read = reader.ReadMono(head);
        var window = read == head.Length ? head.AsSpan(offset) : head.AsSpan(0, Math.Min(read, length));
        var start = read == head.Length ? AnalysisWindow.OffsetSeconds : 0;

        var facts = new AudioFacts((read + reader.SkipFrames(long.MaxValue)) / (double)rate, rate, reader.Channels);
        Check(window, facts, start);
        var samples = Resampler.Resample(window, rate, FeatureSet.SampleRate);
        return new ClipFeatures(facts, new ClipWindow(start, (double)window.Length / rate, FeatureExtractor.Extract(samples)));
    }

    private static void Check(ReadOnlySpan<float> window, AudioFacts facts, double start)
    {
        if (facts.DurationSeconds < AnalysisWindow.MinimumSeconds)
        {
            throw new InvalidAudioException(AudioFault.TooShort,
                $"The clip lasts {facts.DurationSeconds:0.###} s; at least {AnalysisWindow.MinimumSeconds} s are needed. Record or cut a longer clip.", facts);
        }

        var end = start + (double)window.Length / facts.SampleRate;
        if (!TensorPrimitives.IsFiniteAll(window))
        {
            throw new InvalidAudioException(AudioFault.NotFinite,
                $"The samples from {start:0.0} to {end:0.0} s hold NaN or infinite values. Export the clip again, as 16-bit PCM WAV.", facts);
        }

        var peak = Math.Abs(TensorPrimitives.MaxMagnitude(window));
        if (peak < AnalysisWindow.SilencePeak)
        {
            throw new InvalidAudioException(AudioFault.Silent,
                $"The analysed stretch from {start:0.0} to {end:0.0} s is silent (peak {Decibels(peak)}, limit -80 dBFS). Check the recording level.", facts);
        }
    }

    private static string Decibels(float peak) => peak == 0 ? "is digital zero" : $"{20 * Math.Log10(peak):0} dBFS";
}
