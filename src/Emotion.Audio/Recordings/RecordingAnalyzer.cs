using System.Buffers;
using Emotion.Audio.Decoding;
using Emotion.Audio.Features;
using Emotion.Audio.Resampling;
using Emotion.Audio.Wav;

namespace Emotion.Audio.Recordings;

/// <summary>
/// Describes clips of any length: a short one as <see cref="ClipAnalyzer"/> does, a longer one in windows of speech. Memory use does not grow with the
/// samples of a recording; of its length it keeps a number per 20 ms.
/// </summary>
/// <remarks>
/// A recording is read twice: once for its level, by which speech is found; then for the windows. The features of a window are those of
/// <c>librosa.load(path, offset=start, duration=length)</c>.
/// </remarks>
public static class RecordingAnalyzer
{
    private const int BlockFrames = 1 << 14;
    private const int WindowsAtOnce = 32;

    /// <summary>Reads and describes a clip.</summary>
    /// <param name="audio">As for <see cref="ClipAnalyzer.Analyze"/>; it must seek where it is longer than a clip, and stay open until the windows are read.</param>
    /// <param name="recipe">Which features.</param>
    /// <param name="windowing">What is a recording, and how it is cut.</param>
    /// <param name="decodingLimit">How long ffmpeg may take over each of the two readings; 60 s by default.</param>
    /// <param name="cancel">Gives up, between blocks of a reading.</param>
    /// <exception cref="InvalidAudioException">As for <see cref="ClipAnalyzer.Analyze"/>; or a recording is silent, or not finite anywhere.</exception>
    public static RecordingFeatures Analyze(Stream audio, FeatureRecipe recipe, Windowing windowing, TimeSpan? decodingLimit = null, CancellationToken cancel = default)
    {
        var origin = audio.CanSeek ? audio.Position : 0;
        using var clip = AudioDecoder.Open(audio, decodingLimit: decodingLimit);
        var reader = clip.Reader;
        var longest = AnalysisWindow.Frames(windowing.LongestClipSeconds, reader.SampleRate);
        var rented = ArrayPool<float>.Shared.Rent(longest + 1);
        var head = rented.AsSpan(0, reader.ReadMono(rented.AsSpan(0, longest + 1)));
        if (head.Length <= longest)
        {
            var facts = new AudioFacts(head.Length / (double)reader.SampleRate, reader.SampleRate, reader.Channels);
            var whole = recipe.Describe(ClipAnalyzer.Cut(head, facts, recipe));
            ArrayPool<float>.Shared.Return(rented);
            return new RecordingFeatures(facts, recipe.Id, Windowing: null, 1, [whole]);
        }

        var (audioFacts, plan) = Plan(reader, head, windowing, cancel);
        ArrayPool<float>.Shared.Return(rented);
        return new RecordingFeatures(audioFacts, recipe.Id, windowing, plan.Count, Describe());

        IEnumerable<ClipWindow> Describe()
        {
            audio.Position = origin;
            using var again = AudioDecoder.Open(audio, decodingLimit: decodingLimit);
            foreach (var some in WindowReader.Read(again.Reader, plan).Chunk(WindowsAtOnce))
            {
                cancel.ThrowIfCancellationRequested();
                foreach (var window in RecordingAnalyzer.Describe(some, audioFacts, recipe))
                    yield return window;
            }
        }
    }

    /// <summary>Reads on to the end, for the level and the length.</summary>
    private static (AudioFacts Facts, IReadOnlyList<Stretch> Plan) Plan(WavReader reader, ReadOnlySpan<float> head, Windowing windowing, CancellationToken cancel)
    {
        var rate = reader.SampleRate;
        var activity = new VoiceActivity(rate);
        var block = ArrayPool<float>.Shared.Rent(BlockFrames);
        var (samples, peak) = (0L, 0f);
        for (var next = head; !next.IsEmpty; next = block.AsSpan(0, reader.ReadMono(block.AsSpan(0, BlockFrames))))
        {
            cancel.ThrowIfCancellationRequested();
            peak = Math.Max(peak, ClipAnalyzer.CheckFinite(next, rate, (double)samples / rate, facts: null));
            activity.Add(next);
            samples += next.Length;
        }

        ArrayPool<float>.Shared.Return(block);
        var whole = new AudioFacts(samples / (double)rate, rate, reader.Channels);
        if (peak < AnalysisWindow.SilencePeak)
            throw ClipAnalyzer.Silent(whole, 0, whole.DurationSeconds, peak);
        return (whole, WindowPlan.Of(activity.Frames(), activity.FrameLength, samples, rate, windowing));
    }

    /// <summary>Each window by itself, on all cores.</summary>
    private static ClipWindow[] Describe(WindowSamples[] windows, AudioFacts facts, FeatureRecipe recipe) => windows
        .AsParallel()
        .AsOrdered()
        .Select(window =>
        {
            var (start, length) = ((double)window.Start / facts.SampleRate, (double)window.Length / facts.SampleRate);
            var samples = Resampler.Resample(window.Samples, facts.SampleRate, FeatureSet.SampleRate);
            window.Return();
            var vector = recipe.Describe(new WindowSignal(facts, start, length, samples)).Vector;
            return new ClipWindow(start, length, vector);
        })
        .ToArray();
}
