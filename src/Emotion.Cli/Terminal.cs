using Spectre.Console;

namespace Emotion.Cli;

/// <summary>Where output goes. Piped output gets neither colour nor wrapping at 80 columns.</summary>
internal static class Terminal
{
    private const int PipedWidth = 200;

    public static IAnsiConsole Out { get; } = Create(Console.Out, Console.IsOutputRedirected);

    public static IAnsiConsole Error { get; } = Create(Console.Error, Console.IsErrorRedirected);

    private static IAnsiConsole Create(TextWriter writer, bool redirected)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(writer) });
        if (redirected)
            console.Profile.Width = PipedWidth;
        return console;
    }
}
