using Emotion.Pipeline.Settings;
using Microsoft.Extensions.Options;

namespace Emotion.Functions.Hosting.CustomHandler;

/// <summary>Settings of section <c>Handler</c>.</summary>
internal sealed class HandlerOptions
{
    /// <summary>Configuration section.</summary>
    public const string Section = "Handler";

    /// <summary>The largest call that is accepted, in MiB; a clip arrives in Base64, a third larger than its file. The default value is 256.</summary>
    public int LargestCallMiB { get; set; } = 256;
}

internal sealed class HandlerOptionsValidator : IValidateOptions<HandlerOptions>
{
    /// <inheritdoc/>
    public ValidateOptionsResult Validate(string? name, HandlerOptions options) => new SettingFaults(HandlerOptions.Section)
        .Between(1, 2047, "MiB", nameof(options.LargestCallMiB), options.LargestCallMiB)
        .Result;
}
