using System.Text;

namespace Emotion.Pipeline.Clips;

/// <summary>Names that a clip cannot be stored under. Two of those that are changed on the way could become one, and a clip would be lost.</summary>
internal static class ClipName
{
    /// <summary>Refuses a name that the storage would not keep as it is.</summary>
    /// <exception cref="FormatException">What is wrong with it, and what to do.</exception>
    public static void Check(ClipId clip)
    {
        if (FaultOf(clip.BlobName) is { } fault)
            throw new FormatException($"The name \"{Shown(clip.BlobName)}\" {fault}. Rename the clip.");
    }

    /// <summary>Whether the storage is asked for this name and no other: a changed one would lead to another clip, or with <c>..</c> out of the container.</summary>
    public static bool IsKept(ClipId clip) => ChangeOf(clip.BlobName) is null;

    private static string? FaultOf(string name) => name.Any(IsUnlistable)
        ? "holds a control character (shown as ?), with which no listing of the clips could be read"
        : ChangeOf(name);

    private static string? ChangeOf(string name)
    {
        if (Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(name)) != name)
            return "holds half a character";
        if (name.Contains('\\', StringComparison.Ordinal))
            return "holds a backslash, which the storage takes for a slash";
        if (name.Split('/').Any(folder => folder is "." or ".."))
            return "has a folder named . or .., which is dropped on the way to the storage";
        return name.EndsWith('/') ? "ends in a slash, which is dropped on the way to the storage" : null;
    }

    /// <summary>Of the last two, no XML can hold any.</summary>
    private static bool IsUnlistable(char c) => char.IsControl(c) || c is '\uFFFE' or '\uFFFF';

    private static string Shown(string name) => string.Concat(name.Select(c => IsUnlistable(c) ? '?' : c));
}
