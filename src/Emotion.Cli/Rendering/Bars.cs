namespace Emotion.Cli.Rendering;

/// <summary>Bars of characters.</summary>
internal static class Bars
{
    /// <summary>A bar, filled up with blanks.</summary>
    /// <param name="share">0 to 1.</param>
    /// <param name="width">Characters of a whole.</param>
    public static string Of(double share, int width) => new string('█', (int)Math.Round(share * width)).PadRight(width);
}
