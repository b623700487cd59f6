using Emotion.Pipeline.Settings;
using Microsoft.Extensions.Options;

namespace Emotion.Functions.Hosting.CustomHandler;

/// <summary>Settings of section <c>Handler</c>.</summary>
internal sealed class HandlerOptions
{
    /// <summary>Configuration section.</summary>
    public const string Section = "Handler";

    /// <summary>Bytes in a MiB.</summary>
    public const long MiB = 1 << 20;

    private const int AroundClip = 32 << 10;

    /// <summary>The largest call that is accepted, in MiB; a clip arrives in Base64, a third larger than its file. The default value is 256.</summary>
    public int LargestCallMiB { get; set; } = 256;

    /// <summary>The largest clip that a call can carry: three quarters of what its name, address and properties leave.</summary>
    public ClipSizeLimit LargestClip() => new((LargestCallMiB * MiB - AroundClip) / 4 * 3, $"{Section}__{nameof(LargestCallMiB)}");
}

internal sealed class HandlerOptionsValidator : IValidateOptions<HandlerOptions>
{
    /// <inheritdoc/>
    public ValidateOptionsResult Validate(string? name, HandlerOptions options) => new SettingFaults(HandlerOptions.Section)
        .Between(1, 2047, "MiB", nameof(options.LargestCallMiB), options.LargestCallMiB)
        .Result;
}
