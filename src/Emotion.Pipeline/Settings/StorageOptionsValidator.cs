using Microsoft.Extensions.Options;

namespace Emotion.Pipeline.Settings;

/// <summary>Connects, which calls nothing yet, and says which setting is at fault.</summary>
internal sealed class StorageOptionsValidator : IValidateOptions<StorageOptions>
{
    /// <inheritdoc/>
    public ValidateOptionsResult Validate(string? name, StorageOptions options)
    {
        try
        {
            Storage.Connect(options);
            return ValidateOptionsResult.Success;
        }
        catch (InvalidOperationException e)
        {
            return ValidateOptionsResult.Fail(e.Message);
        }
    }
}
