using System.Buffers.Binary;
using System.Security.Cryptography;
using Emotion.Audio.Features;
using Emotion.Training.Augmentation;

namespace Emotion.Training.Corpora;

/// <summary>
/// Features on disk, so that a second training starts at once. The key is the clip's content, not its name or time: a moved or copied corpus is
/// found again, a changed clip never mistaken for the old one. Several processes may share it; what is damaged counts as not there.
/// </summary>
public sealed class FeatureCache
{
    private const int ValueBytes = (1 + FeatureSet.Length) * sizeof(float);

    private readonly string _folder;

    /// <summary>Opens a cache; creates its folder if need be.</summary>
    /// <param name="root">The folder.</param>
    /// <exception cref="TrainingException">The folder cannot be made.</exception>
    public FeatureCache(string root)
    {
        _folder = Path.Combine(root, FeatureSet.Librosa180.Replace('/', '-'));
        try
        {
            Directory.CreateDirectory(_folder);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new TrainingException($"Features cannot be kept in {root} ({e.Message}). Name another folder by --cache, or add --no-cache.", e);
        }
    }

    /// <summary><c>emotion-functions/features</c> in the user's folder for caches: <c>$XDG_CACHE_HOME</c> or <c>~/.cache</c>; on Windows LocalApplicationData.</summary>
    public static string DefaultFolder => Path.Combine(UserCaches, "emotion-functions", "features");

    private static string UserCaches => OperatingSystem.IsWindows()
        ? Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData)
        : Environment.GetEnvironmentVariable("XDG_CACHE_HOME") is { Length: > 0 } caches
            ? caches
            : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".cache");

    /// <summary>What is kept under a key; null where that is nothing, or damaged.</summary>
    public CachedFeatures? Find(FeatureKey key)
    {
        try
        {
            return Decode(File.ReadAllBytes(FileOf(key)));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>Keeps features, in place of what was there.</summary>
    public void Keep(FeatureKey key, CachedFeatures features)
    {
        var file = FileOf(key);
        var temporary = $"{file}.{Guid.NewGuid():N}.tmp";
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllBytes(temporary, Encode(features));
            File.Move(temporary, file, overwrite: true); // so that nobody ever reads half of it
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // A full disk, or a folder that is gone, only costs the time to compute them again.
            Discard(temporary);
        }
    }

    /// <summary>Where a key's features lie, or would lie.</summary>
    public string FileOf(FeatureKey key)
    {
        var copy = key.Copy == 0 ? "" : $".{key.Augmentation!.Id}.{key.Copy}";
        return Path.Combine(_folder, key.ClipHash[..2], $"{key.ClipHash}{copy}.f32");
    }

    private static void Discard(string file)
    {
        try
        {
            File.Delete(file);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // There is none, or it stays behind under a name that nobody looks for.
        }
    }

    /// <summary>Little-endian float32: the duration, the features; then the SHA-256 of them.</summary>
    private static byte[] Encode(CachedFeatures features)
    {
        var bytes = new byte[ValueBytes + SHA256.HashSizeInBytes];
        foreach (var (i, value) in features.Values.Prepend(features.ClipSeconds).Index())
            BinaryPrimitives.WriteSingleLittleEndian(bytes.AsSpan(i * sizeof(float)), value);
        SHA256.HashData(bytes.AsSpan(0, ValueBytes), bytes.AsSpan(ValueBytes));
        return bytes;
    }

    private static CachedFeatures? Decode(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length != ValueBytes + SHA256.HashSizeInBytes || !SHA256.HashData(bytes[..ValueBytes]).AsSpan().SequenceEqual(bytes[ValueBytes..]))
            return null;

        var values = new float[FeatureSet.Length];
        for (var i = 0; i < values.Length; i++)
            values[i] = BinaryPrimitives.ReadSingleLittleEndian(bytes[((1 + i) * sizeof(float))..]);
        return new CachedFeatures(BinaryPrimitives.ReadSingleLittleEndian(bytes), values);
    }
}

/// <summary>What features are of.</summary>
/// <param name="ClipHash">SHA-256 of the clip's file, lower-case hex.</param>
/// <param name="Augmentation">How the copy was made; of no matter for the recording itself.</param>
/// <param name="Copy">0 for the recording itself, else the number of its augmented copy.</param>
public readonly record struct FeatureKey(string ClipHash, AugmentationRecipe? Augmentation = null, int Copy = 0);

/// <summary>What is kept.</summary>
/// <param name="ClipSeconds">How long the whole clip is.</param>
/// <param name="Values">Raw features.</param>
public sealed record CachedFeatures(float ClipSeconds, float[] Values);
