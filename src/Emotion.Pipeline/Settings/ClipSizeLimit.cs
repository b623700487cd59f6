using System.Globalization;
using Emotion.Audio;

namespace Emotion.Pipeline.Settings;

/// <summary>How large a clip may be. A host that hands clips over as bytes may carry less than <see cref="ClipOptions"/> allow.</summary>
/// <param name="Bytes">The largest that is taken.</param>
/// <param name="Setting">What raises it.</param>
public sealed record ClipSizeLimit(long Bytes, string Setting)
{
    private const int Megabyte = 1_000_000;

    /// <summary>What the options allow.</summary>
    public static ClipSizeLimit Of(ClipOptions options) =>
        new((long)options.LargestMegabytes * Megabyte, $"{ClipOptions.Section}__{nameof(ClipOptions.LargestMegabytes)}");

    /// <summary>What is wrong with a clip of so many bytes; null for one within the limit.</summary>
    public InvalidAudioException? FaultOf(long bytes) => bytes <= Bytes ? null : new(AudioFault.TooLarge, string.Create(
        CultureInfo.InvariantCulture, $"The clip has {Megabytes(bytes):0.##} MB; the largest that is taken has {Megabytes(Bytes):0.##} MB. Cut it, or raise {Setting}."));

    private static double Megabytes(long bytes) => (double)bytes / Megabyte;
}
