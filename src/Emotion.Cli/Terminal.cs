using Spectre.Console;

namespace Emotion.Cli;

/// <summary>Where output goes. Piped output gets neither colour nor wrapping at 80 columns; piped errors are not wrapped at all.</summary>
internal static class Terminal
{
    private const int PipedWidth = 200;
    private const int Unwrapped = 10_000;

    public static IAnsiConsole Out { get; } = Create(Console.Out, Console.IsOutputRedirected ? PipedWidth : null);

    public static IAnsiConsole Error { get; } = Create(Console.Error, Console.IsErrorRedirected ? Unwrapped : null);

    private static IAnsiConsole Create(TextWriter writer, int? width)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(writer) });
        if (width is { } columns)
            console.Profile.Width = columns;
        return console;
    }
}
