using Emotion.Audio.Features;
using Emotion.Audio.Resampling;
using Emotion.Audio.Wav;

namespace Emotion.Audio;

/// <summary>Reads a stretch of a clip as <c>librosa.load(path, offset=..., duration=...)</c> does: cut at the source rate, then resample.</summary>
public static class AudioLoader
{
    /// <summary>Mono samples at <see cref="FeatureSet.SampleRate"/>.</summary>
    /// <param name="wav">A WAV stream, at its start.</param>
    /// <param name="offsetSeconds">Where to start.</param>
    /// <param name="durationSeconds">How much to read; null for all that follows. Less is given where the clip ends earlier.</param>
    /// <exception cref="InvalidAudioException">The stream is not a WAV file that can be read.</exception>
    public static float[] Load(Stream wav, double offsetSeconds = 0, double? durationSeconds = null)
    {
        var reader = WavReader.Open(wav);
        reader.SkipFrames(AnalysisWindow.Frames(offsetSeconds, reader.SampleRate));
        var frames = durationSeconds is { } seconds ? AnalysisWindow.Frames(seconds, reader.SampleRate) : int.MaxValue;
        return Resampler.Resample(Read(reader, frames), reader.SampleRate, FeatureSet.SampleRate);
    }

    private static ReadOnlySpan<float> Read(WavReader reader, int frames)
    {
        // The header's word on the length is not trusted with memory: grow as samples really arrive.
        var samples = new float[Math.Min(frames, reader.SampleRate)];
        var read = reader.ReadMono(samples);
        while (read == samples.Length && read < frames)
        {
            Array.Resize(ref samples, (int)Math.Min(frames, 2L * samples.Length));
            read += reader.ReadMono(samples.AsSpan(read));
        }

        return samples.AsSpan(0, read);
    }
}
