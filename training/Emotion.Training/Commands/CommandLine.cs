using System.CommandLine;
using Spectre.Console;

namespace Emotion.Training.Commands;

/// <summary>The program's commands, and the one place where errors become a message and an exit code.</summary>
public static class CommandLine
{
    private const int Failed = 1;
    private const int Cancelled = 130; // what shells expect after Ctrl+C

    /// <summary>Runs the program.</summary>
    /// <param name="args">The arguments.</param>
    /// <param name="console">Where it reports.</param>
    /// <param name="errors">Where errors go.</param>
    /// <param name="clock">Dates the models.</param>
    /// <returns>The exit code: 0 if all went well.</returns>
    public static async Task<int> RunAsync(string[] args, IAnsiConsole console, TextWriter errors, TimeProvider clock)
    {
        var root = new RootCommand("Trains, measures and exports emotion models.")
        {
            TrainCommand.Create(console, clock),
            JobCommand.Create(console, errors, arguments => RunAsync(arguments, console, errors, clock)),
        };
        var configuration = new InvocationConfiguration
        {
            Output = console.Profile.Out.Writer,
            Error = errors,
            EnableDefaultExceptionHandler = false,
        };
        try
        {
            return await root.Parse(args).InvokeAsync(configuration);
        }
        catch (OperationCanceledException)
        {
            await errors.WriteLineAsync("Cancelled. No model was written.");
            return Cancelled;
        }
        catch (Exception e) when (e is TrainingException or IOException or UnauthorizedAccessException)
        {
            await errors.WriteLineAsync($"error: {e.Message}");
            return Failed;
        }
        catch (Exception e)
        {
            // The outermost handler. What is left is a bug, or torch that does not load: a stack trace would not help the user.
            await errors.WriteLineAsync($"unexpected error: {e.GetBaseException().Message}");
            await errors.WriteLineAsync("Please report it, with the command and the system's name.");
            return Failed;
        }
    }
}
