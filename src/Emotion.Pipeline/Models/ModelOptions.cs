using System.ComponentModel.DataAnnotations;

namespace Emotion.Pipeline.Models;

/// <summary>Settings of section <c>Model</c>.</summary>
public sealed class ModelOptions
{
    /// <summary>Configuration section.</summary>
    public const string Section = "Model";

    /// <summary>How often a newly published model is looked for, in seconds. The default value is 15.</summary>
    [Range(1, 3600)]
    public int RefreshSeconds { get; set; } = 15;

    /// <summary>The largest file that is downloaded from container <c>models</c>, in megabytes. The default value is 64.</summary>
    [Range(1, 1024)]
    public int LargestMegabytes { get; set; } = 64;

    /// <summary>Folder of the model that ships with the app, used until one is published. The default value is <c>models</c> beside the executable.</summary>
    [Required]
    public string ShippedFolder { get; set; } = Path.Combine(AppContext.BaseDirectory, "models");
}
