using System.Buffers;
using Emotion.Audio.Decoding;
using Emotion.Audio.Features;
using Emotion.Audio.Resampling;
using Emotion.Audio.Wav;

namespace Emotion.Audio;

/// <summary>
/// Reads a stretch of a clip as <c>librosa.load(path, offset=..., duration=...)</c> does: cut at the source rate, then resample.
/// </summary>
public static class AudioLoader
{
    private const int BlockFrames = 1 << 14;

    /// <summary>Mono samples at <see cref="FeatureSet.SampleRate"/>.</summary>
    /// <param name="audio">An audio stream, at its start, as for <see cref="ClipAnalyzer.Analyze"/>.</param>
    /// <param name="offsetSeconds">Where to start.</param>
    /// <param name="durationSeconds">How much to read; null for all that follows. Less is given where the clip ends earlier.</param>
    /// <exception cref="InvalidAudioException">The clip cannot be decoded.</exception>
    public static float[] Load(Stream audio, double offsetSeconds = 0, double? durationSeconds = null)
    {
        using var clip = AudioDecoder.Open(audio);
        var reader = clip.Reader;
        reader.SkipFrames(AnalysisWindow.Frames(offsetSeconds, reader.SampleRate));
        var frames = durationSeconds is { } seconds ? AnalysisWindow.Frames(seconds, reader.SampleRate) : long.MaxValue;
        return Resample(reader, frames);
    }

    /// <summary>A whole clip, mono at <see cref="FeatureSet.SampleRate"/>, in blocks that follow on each other.</summary>
    /// <param name="audio">As for <see cref="Load"/>; stays open until the last block.</param>
    /// <param name="blockSamples">Length of each but the last.</param>
    /// <exception cref="InvalidAudioException">The clip cannot be decoded.</exception>
    public static IEnumerable<float[]> LoadBlocks(Stream audio, int blockSamples)
    {
        using var clip = AudioDecoder.Open(audio);
        var reader = clip.Reader;
        using var resampler = new Resampler(reader.SampleRate, FeatureSet.SampleRate);
        var input = new float[BlockFrames];
        while (reader.ReadMono(input) is > 0 and var read)
        {
            resampler.Write(input.AsSpan(0, read));
            while (resampler.Ready >= blockSamples)
                yield return Take(resampler, blockSamples);
        }

        resampler.Complete();
        while (resampler.Ready > 0)
            yield return Take(resampler, Math.Min(blockSamples, resampler.Ready));
    }

    private static float[] Take(Resampler resampler, int count)
    {
        var samples = new float[count];
        resampler.Read(samples);
        return samples;
    }

    /// <summary>Resamples as the samples arrive: of a long clip only the result is ever whole in memory.</summary>
    private static float[] Resample(WavReader reader, long frames)
    {
        using var resampler = new Resampler(reader.SampleRate, FeatureSet.SampleRate);
        var block = ArrayPool<float>.Shared.Rent(BlockFrames);
        while (frames > 0 && reader.ReadMono(block.AsSpan(0, (int)Math.Min(frames, BlockFrames))) is > 0 and var read)
        {
            frames -= read;
            resampler.Write(block.AsSpan(0, read));
        }

        ArrayPool<float>.Shared.Return(block);
        resampler.Complete();
        return Take(resampler, resampler.Ready);
    }
}
