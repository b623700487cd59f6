using Emotion.Audio.Recordings;
using Microsoft.Extensions.Options;

namespace Emotion.Pipeline.Settings;

/// <summary>Settings of section <c>Clips</c>: what is taken in.</summary>
public sealed class ClipOptions
{
    /// <summary>Configuration section.</summary>
    public const string Section = "Clips";

    /// <summary>The largest clip that is analysed, in megabytes; a larger one is rejected. The default value is 2048.</summary>
    public int LargestMegabytes { get; set; } = 2048;

    /// <summary>How long ffmpeg may take over one clip, in seconds, the fetching of its bytes aside. The default value is 60.</summary>
    public int DecodeSeconds { get; set; } = 60;

    /// <summary>What lasts longer, in seconds, is a recording, and is scored in windows. The default value is 4.</summary>
    public double LongestClipSeconds { get; set; } = Windowing.Default.LongestClipSeconds;

    /// <summary>Length of a recording's windows, in seconds. The default value is 2.5.</summary>
    public double WindowSeconds { get; set; } = Windowing.Default.WindowSeconds;

    /// <summary>From a window to the next, in seconds. The default value is 1.25.</summary>
    public double HopSeconds { get; set; } = Windowing.Default.HopSeconds;

    /// <summary>The last three together.</summary>
    public Windowing Windowing => new() { LongestClipSeconds = LongestClipSeconds, WindowSeconds = WindowSeconds, HopSeconds = HopSeconds };
}

internal sealed class ClipOptionsValidator : IValidateOptions<ClipOptions>
{
    /// <inheritdoc/>
    public ValidateOptionsResult Validate(string? name, ClipOptions options) => new SettingFaults(ClipOptions.Section)
        .Between(1, 1_000_000, "megabytes", nameof(options.LargestMegabytes), options.LargestMegabytes)
        .Between(1, 3600, "seconds", nameof(options.DecodeSeconds), options.DecodeSeconds)
        .Between(1.0, 60, "seconds", nameof(options.LongestClipSeconds), options.LongestClipSeconds)
        .Between(1.0, 30, "seconds", nameof(options.WindowSeconds), options.WindowSeconds)
        .Between(0.1, 30, "seconds", nameof(options.HopSeconds), options.HopSeconds)
        .Result;
}
