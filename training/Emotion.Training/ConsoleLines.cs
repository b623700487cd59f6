using Spectre.Console;

namespace Emotion.Training;

/// <summary>What the console's own lay-out would get in the way of.</summary>
internal static class ConsoleLines
{
    /// <summary>Writes a line past the lay-out, which would break it: paths and commands are there to be copied.</summary>
    public static void WriteUnbroken(this IAnsiConsole console, string line) => console.Profile.Out.Writer.WriteLine(line);
}
