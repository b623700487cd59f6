using Microsoft.Extensions.Options;

namespace Emotion.Pipeline.Settings;

/// <summary>Settings of section <c>Clips</c>: what is taken in.</summary>
public sealed class ClipOptions
{
    /// <summary>Configuration section.</summary>
    public const string Section = "Clips";

    /// <summary>The largest clip that is analysed, in megabytes; a larger one is rejected. The default value is 2048.</summary>
    public int LargestMegabytes { get; set; } = 2048;

    /// <summary>How long ffmpeg may take over one clip, in seconds. The default value is 60.</summary>
    public int DecodeSeconds { get; set; } = 60;
}

internal sealed class ClipOptionsValidator : IValidateOptions<ClipOptions>
{
    /// <inheritdoc/>
    public ValidateOptionsResult Validate(string? name, ClipOptions options) => new SettingFaults(ClipOptions.Section)
        .Between(1, 1_000_000, "megabytes", nameof(options.LargestMegabytes), options.LargestMegabytes)
        .Between(1, 3600, "seconds", nameof(options.DecodeSeconds), options.DecodeSeconds)
        .Result;
}
