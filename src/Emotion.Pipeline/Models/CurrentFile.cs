using Azure;
using Emotion.Inference;

namespace Emotion.Pipeline.Models;

/// <summary><c>current.json</c> as it was read.</summary>
/// <param name="ETag">Which writing of the file; a change is conditional on it.</param>
/// <param name="Model">What it says; null where it cannot be understood.</param>
/// <param name="Problem">Why it cannot be understood; null where it can.</param>
public sealed record CurrentFile(ETag ETag, CurrentModel? Model, string? Problem)
{
    internal static CurrentFile Of(StoredFile file)
    {
        try
        {
            return new CurrentFile(file.ETag, CurrentModel.Parse(file.Read()), null);
        }
        catch (InvalidModelException e)
        {
            return new CurrentFile(file.ETag, null, e.Message);
        }
    }
}
