using System.Globalization;

namespace Emotion.Cli.Rendering;

/// <summary>1 clip, 2 clips.</summary>
internal static class Counted
{
    /// <summary>A number with its noun.</summary>
    /// <param name="count">How many.</param>
    /// <param name="noun">One of them.</param>
    /// <param name="format">Of the number.</param>
    public static string Of(int count, string noun, string format = "0") => count.ToString(format, CultureInfo.InvariantCulture) + (count == 1 ? $" {noun}" : $" {noun}s");
}
