using System.Globalization;
using Microsoft.Extensions.Options;

namespace Emotion.Pipeline.Settings;

/// <summary>Settings of section <c>Model</c>.</summary>
public sealed class ModelOptions
{
    /// <summary>Configuration section.</summary>
    public const string Section = "Model";

    /// <summary>How often a newly published model is looked for, in seconds. The default value is 15.</summary>
    public int RefreshSeconds { get; set; } = 15;

    /// <summary>The largest file that is downloaded from container <c>models</c>, in megabytes. The default value is 64.</summary>
    public int LargestMegabytes { get; set; } = 64;

    /// <summary>Folder of the model that ships with the app, used until one is published. The default value is <c>models</c> beside the executable.</summary>
    public string ShippedFolder { get; set; } = Path.Combine(AppContext.BaseDirectory, "models");

    /// <summary>For programs that no host configures: the size limit as the environment variable says that is the app's setting, all else by default.</summary>
    /// <exception cref="FormatException">It makes no sense; the message names it.</exception>
    public static ModelOptions InEnvironment()
    {
        const string setting = $"{Section}__{nameof(LargestMegabytes)}";
        var options = new ModelOptions();
        if (Environment.GetEnvironmentVariable(setting) is { Length: > 0 } text)
            options.LargestMegabytes = int.TryParse(text, CultureInfo.InvariantCulture, out var megabytes) ? megabytes : throw new FormatException($"Setting {setting} is {text}; it must be a whole number.");
        return new ModelOptionsValidator().Validate(name: null, options) is { Failed: true } result ? throw new FormatException(result.FailureMessage) : options;
    }
}

internal sealed class ModelOptionsValidator : IValidateOptions<ModelOptions>
{
    /// <inheritdoc/>
    public ValidateOptionsResult Validate(string? name, ModelOptions options) => new SettingFaults(ModelOptions.Section)
        .Between(1, 3600, "seconds", nameof(options.RefreshSeconds), options.RefreshSeconds)
        .Between(1, 1024, "megabytes", nameof(options.LargestMegabytes), options.LargestMegabytes)
        .NotEmpty(nameof(options.ShippedFolder), options.ShippedFolder)
        .Result;
}
