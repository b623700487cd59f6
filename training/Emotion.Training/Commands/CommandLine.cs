using System.CommandLine;
using Emotion.Inference;
using Emotion.Pipeline;
using Emotion.Pipeline.Models;
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
            DescribeCommand.Create(console),
            FeaturesCommand.Create(console),
            TrainCommand.Create(console, clock),
            EnsembleCommand.Create(console, clock),
            EvaluateCommand.Create(console, errors),
            PublishCommand.Create(console),
            JobCommand.Create(console, errors, arguments => RunAsync(arguments, console, errors, clock)),
        };
        var configuration = new InvocationConfiguration
        {
            Output = console.Profile.Out.Writer,
            Error = errors,
            EnableDefaultExceptionHandler = false,
        };
        var command = root.Parse(args);
        try
        {
            return await command.InvokeAsync(configuration);
        }
        catch (OperationCanceledException)
        {
            var keepsWhatItHasDone = command.CommandResult.Command.Name == TrainCommand.Name;
            await errors.WriteLineAsync(keepsWhatItHasDone ? "Cancelled. What was trained is kept: give the same command with --resume to go on." : "Cancelled.");
            return Cancelled;
        }
        catch (Exception e) when (Explain(e) is { } explanation)
        {
            await errors.WriteLineAsync($"error: {explanation}");
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

    /// <summary>What a user can mend, as a sentence; null for what is a bug.</summary>
    private static string? Explain(Exception e) => StorageErrors.Explain(e) ?? e switch
    {
        TrainingException or InvalidModelException or ModelConflictException or FormatException => e.Message,
        IOException or UnauthorizedAccessException => e.Message,
        _ => null,
    };
}
