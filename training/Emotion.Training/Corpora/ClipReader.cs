using System.Security.Cryptography;
using Emotion.Audio;
using Emotion.Training.Augmentation;

namespace Emotion.Training.Corpora;

/// <summary>From a clip's file to its features and those of its copies, by the code that serves.</summary>
/// <param name="set">What to keep of it.</param>
/// <param name="augmentation">How to make the copies.</param>
/// <param name="cache">Where features are kept; null for nowhere.</param>
internal sealed class ClipReader(TrainingFeatures set, AugmentationRecipe augmentation, FeatureCache? cache)
{
    /// <summary>Reads a clip. What is wrong with it is told, not thrown.</summary>
    public ReadClip Read(CorpusClip clip)
    {
        try
        {
            return Read(clip, File.ReadAllBytes(clip.File));
        }
        catch (InvalidAudioException e)
        {
            return ReadClip.Faulty(clip, KindOf(e.Fault), e.Message);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return ReadClip.Faulty(clip, LeftOutKind.Unreadable, e.Message);
        }
    }

    private ReadClip Read(CorpusClip clip, byte[] bytes)
    {
        var hash = Convert.ToHexStringLower(SHA256.HashData(bytes));
        var window = new Lazy<WindowSignal>(() => ClipAnalyzer.ReadWindow(new MemoryStream(bytes), set.Recipe));
        var original = FromCache(new FeatureKey(hash), () => window.Value.Samples, window);
        var copies = Enumerable.Range(1, augmentation.Copies)
            .Select(copy => FromCache(
                new FeatureKey(hash, augmentation, copy), () => Augmenter.Copy(window.Value.Samples, augmentation, hash, copy), window))
            .Select(features => features.Values);
        return new ReadClip(clip, new Example(clip, hash, original.Values, [.. copies]) { Seconds = original.ClipSeconds }, null);
    }

    private CachedFeatures FromCache(FeatureKey key, Func<float[]> samples, Lazy<WindowSignal> window)
    {
        if (set.IsCached && cache?.Find(key) is { } known)
            return known;

        var features = new CachedFeatures((float)window.Value.Audio.DurationSeconds, set.Describe(samples()));
        if (set.IsCached)
            cache?.Keep(key, features);
        return features;
    }

    private static LeftOutKind KindOf(AudioFault fault) => fault switch
    {
        AudioFault.TooShort => LeftOutKind.TooShort,
        AudioFault.Silent => LeftOutKind.Silent,
        AudioFault.NotFinite => LeftOutKind.NotFinite,
        _ => LeftOutKind.Unreadable,
    };
}

/// <summary>A clip after reading: either an example or the reason why there is none.</summary>
internal sealed record ReadClip(CorpusClip Clip, Example? Example, LeftOut? LeftOut)
{
    public static ReadClip Faulty(CorpusClip clip, LeftOutKind kind, string reason) => new(clip, null, new LeftOut(clip, kind, reason));
}
