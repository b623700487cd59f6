using Emotion.Training.Commands;
using Microsoft.Extensions.Time.Testing;
using Spectre.Console;

namespace Emotion.Training.Tests.Support;

/// <summary>The program as a user runs it, at noon of 24 November 2026, with what it wrote.</summary>
/// <param name="ExitCode">0 if all went well.</param>
/// <param name="Output">What it reported.</param>
/// <param name="Errors">What went wrong.</param>
public sealed record ProgramRun(int ExitCode, string Output, string Errors)
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 24, 12, 0, 0, TimeSpan.Zero);

    /// <summary>Runs it to its end.</summary>
    public static Task<ProgramRun> Of(params string[] args) =>
        Of((console, errors) => CommandLine.RunAsync(args, console, errors, new FakeTimeProvider(Noon)));

    /// <summary>Runs a part of it that reports in the same way.</summary>
    public static async Task<ProgramRun> Of(Func<IAnsiConsole, TextWriter, Task<int>> part)
    {
        using var output = new StringWriter();
        using var errors = new StringWriter();
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(output) });
        console.Profile.Width = 1000; // no sentence is broken into lines
        var exitCode = await part(console, errors);
        return new ProgramRun(exitCode, output.ToString(), errors.ToString());
    }

    /// <summary>It went well.</summary>
    /// <returns>What it reported.</returns>
    public string AssertSucceeded()
    {
        Assert.True(ExitCode == 0, $"Exit code {ExitCode}: {Errors}");
        return Output;
    }

    /// <summary>It failed with a message that a user can act on, and no stack trace.</summary>
    /// <param name="says">What the message holds.</param>
    public void AssertFailed(string says)
    {
        Assert.Equal(1, ExitCode);
        Assert.Contains(says, Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("unexpected error", Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", Errors, StringComparison.Ordinal);
    }
}
