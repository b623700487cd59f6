using System.ComponentModel.DataAnnotations;

namespace Emotion.Functions.Hosting.CustomHandler;

/// <summary>Settings of section <c>Handler</c>.</summary>
internal sealed class HandlerOptions
{
    /// <summary>Configuration section.</summary>
    public const string Section = "Handler";

    /// <summary>The largest call that is accepted, in MiB; a clip arrives in Base64, a third larger than its file. The default value is 256.</summary>
    [Range(1, 2047)]
    public int LargestCallMiB { get; set; } = 256;
}
