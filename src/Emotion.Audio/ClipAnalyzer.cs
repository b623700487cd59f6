using System.Buffers;
using System.Numerics.Tensors;
using Emotion.Audio.Decoding;
using Emotion.Audio.Features;
using Emotion.Audio.Resampling;

namespace Emotion.Audio;

/// <summary>
/// From an audio stream to the features that a <see cref="FeatureRecipe"/> makes of it: the one path that training and serving share.
/// </summary>
public static class ClipAnalyzer
{
    /// <summary>Reads a clip and describes it.</summary>
    /// <param name="audio">
    /// A WAV stream, at its start; or, where ffmpeg is on the PATH, FLAC, MP3, Ogg, M4A, AAC or WebM. Memory use does not grow with its
    /// length.
    /// </param>
    /// <param name="recipe">Which features.</param>
    /// <param name="decodingLimit">How long ffmpeg may take; 60 s by default.</param>
    /// <exception cref="InvalidAudioException">
    /// The clip cannot be decoded or is too short, or the stretch that the recipe hears is silent, or holds NaN or infinity.
    /// </exception>
    public static ClipFeatures Analyze(Stream audio, FeatureRecipe recipe, TimeSpan? decodingLimit = null)
    {
        var signal = ReadWindow(audio, recipe, decodingLimit);
        return new ClipFeatures(signal.Audio, recipe.Id, recipe.Describe(signal));
    }

    /// <summary>Reads the <see cref="AnalysisWindow"/> of a clip, ready for <see cref="FeatureExtractor"/>.</summary>
    /// <param name="audio">As for <see cref="Analyze"/>.</param>
    /// <param name="decodingLimit">As for <see cref="Analyze"/>.</param>
    /// <exception cref="InvalidAudioException">As for <see cref="Analyze"/>.</exception>
    public static WindowSignal ReadWindow(Stream audio, TimeSpan? decodingLimit = null) => ReadWindow(audio, FeatureRecipe.Librosa180, decodingLimit);

    /// <summary>Reads the stretch of a clip that a recipe hears, ready for <see cref="FeatureRecipe.Describe"/>.</summary>
    /// <param name="audio">As for <see cref="Analyze"/>.</param>
    /// <param name="recipe">Which stretch.</param>
    /// <param name="decodingLimit">As for <see cref="Analyze"/>.</param>
    /// <exception cref="InvalidAudioException">As for <see cref="Analyze"/>.</exception>
    public static WindowSignal ReadWindow(Stream audio, FeatureRecipe recipe, TimeSpan? decodingLimit = null)
    {
        using var clip = AudioDecoder.Open(audio, decodingLimit: decodingLimit);
        var reader = clip.Reader;
        var rate = reader.SampleRate;

        // Whether the clip is long enough for the window decides where to start, so read up to the window's end first.
        var wanted = AnalysisWindow.Frames(recipe.OffsetSeconds, rate) + AnalysisWindow.Frames(recipe.DurationSeconds, rate);
        var rented = ArrayPool<float>.Shared.Rent(wanted);
        var head = rented.AsSpan(0, reader.ReadMono(rented.AsSpan(0, wanted)));
        var facts = new AudioFacts((head.Length + reader.SkipFrames(long.MaxValue)) / (double)rate, rate, reader.Channels);
        var signal = Cut(head, facts, recipe);
        ArrayPool<float>.Shared.Return(rented); // what a rejected clip does not give back is collected
        return signal;
    }

    /// <summary>Cuts the stretch that a recipe hears out of a clip's first samples: all, or at least as far as that stretch goes.</summary>
    internal static WindowSignal Cut(ReadOnlySpan<float> head, AudioFacts facts, FeatureRecipe recipe)
    {
        var rate = facts.SampleRate;
        var offset = AnalysisWindow.Frames(recipe.OffsetSeconds, rate);
        var length = AnalysisWindow.Frames(recipe.DurationSeconds, rate);
        var reaches = head.Length >= offset + length;
        var window = reaches ? head.Slice(offset, length) : head[..Math.Min(head.Length, length)];
        var start = reaches ? recipe.OffsetSeconds : 0;
        Check(window, facts, start);
        return new WindowSignal(facts, start, (double)window.Length / rate, Resampler.Resample(window, rate, FeatureSet.SampleRate));
    }

    private static void Check(ReadOnlySpan<float> window, AudioFacts facts, double start)
    {
        if (facts.DurationSeconds < AnalysisWindow.MinimumSeconds)
        {
            throw new InvalidAudioException(AudioFault.TooShort,
                $"The clip lasts {facts.DurationSeconds:0.###} s; at least {AnalysisWindow.MinimumSeconds} s are needed. Record or cut a longer clip.", facts);
        }

        var peak = CheckFinite(window, facts.SampleRate, start, facts);
        if (peak < AnalysisWindow.SilencePeak)
            throw Silent(facts, start, start + (double)window.Length / facts.SampleRate, peak);
    }

    /// <summary>Checks that samples are numbers whose power can be computed.</summary>
    /// <returns>Their largest magnitude.</returns>
    internal static float CheckFinite(ReadOnlySpan<float> samples, int sampleRate, double start, AudioFacts? facts)
    {
        var end = start + (double)samples.Length / sampleRate;
        if (!TensorPrimitives.IsFiniteAll(samples))
        {
            throw new InvalidAudioException(AudioFault.NotFinite,
                $"The samples from {start:0.0} to {end:0.0} s hold NaN or infinite values. Export the clip again, as 16-bit PCM WAV.", facts);
        }

        var peak = Math.Abs(TensorPrimitives.MaxMagnitude(samples));
        if (peak > AnalysisWindow.LargestPeak)
        {
            throw new InvalidAudioException(AudioFault.NotFinite,
                $"The samples from {start:0.0} to {end:0.0} s reach {peak:0e0} times full scale. Export the clip again, as 16-bit PCM WAV.", facts);
        }

        return peak;
    }

    /// <summary>What to say where a stretch is silent.</summary>
    internal static InvalidAudioException Silent(AudioFacts facts, double start, double end, float peak) => new(AudioFault.Silent,
        $"The analysed stretch from {start:0.0} to {end:0.0} s is silent (peak {Decibels(peak)}, limit -80 dBFS). Check the recording level.", facts);

    private static string Decibels(float peak) => peak == 0 ? "is digital zero" : $"{20 * Math.Log10(peak):0} dBFS";
}
