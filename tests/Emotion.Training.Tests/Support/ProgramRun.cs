using Emotion.Training.Commands;
using Microsoft.Extensions.Time.Testing;
using Spectre.Console;

namespace Emotion.Training.Tests.Support;

/// <summary>The program as a user runs it, with what it wrote.</summary>
/// <param name="ExitCode">0 if all went well.</param>
/// <param name="Output">What it reported.</param>
/// <param name="Errors">What went wrong.</param>
public sealed record ProgramRun(int ExitCode, string Output, string Errors)
{
    /// <summary>Runs it to its end.</summary>
    public static async Task<ProgramRun> Of(params string[] args)
    {
        using var output = new StringWriter();
        using var errors = new StringWriter();
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(output) });
        console.Profile.Width = 200;
        var exitCode = await CommandLine.RunAsync(args, console, errors, new FakeTimeProvider());
        return new ProgramRun(exitCode, output.ToString(), errors.ToString());
    }
}
