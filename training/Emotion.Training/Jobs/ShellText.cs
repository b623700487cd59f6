using System.Text.RegularExpressions;

namespace Emotion.Training.Jobs;

/// <summary>Arguments as a line that a POSIX shell takes apart into the same ones.</summary>
internal static partial class ShellText
{
    /// <summary>The line. A variable by itself (<c>$NAME</c>) is left for the shell to fill in.</summary>
    public static string Of(IEnumerable<string> arguments) => string.Join(' ', arguments.Select(Quote));

    private static string Quote(string argument) => argument switch
    {
        _ when Plain().IsMatch(argument) => argument,
        _ when Variable().IsMatch(argument) => $"\"{argument}\"",
        _ => $"'{argument.Replace("'", @"'\''", StringComparison.Ordinal)}'",
    };

    [GeneratedRegex(@"^[A-Za-z0-9_./=:,@+-]+\z")]
    private static partial Regex Plain();

    [GeneratedRegex(@"^\$[A-Za-z_][A-Za-z0-9_]*\z")]
    private static partial Regex Variable();
}
