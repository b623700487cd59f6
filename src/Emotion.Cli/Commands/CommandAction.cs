using System.CommandLine;
using Emotion.Inference;
using Emotion.Pipeline;
using Emotion.Pipeline.Models;
using Spectre.Console;

namespace Emotion.Cli.Commands;

/// <summary>The outermost frame of every command: what a user can mend becomes a sentence on standard error, never a stack trace.</summary>
internal static class CommandAction
{
    /// <summary>Sets what a command does.</summary>
    public static void Does(this Command command, Func<ParseResult, CancellationToken, Task<int>> action) =>
        command.SetAction(async (parsed, cancel) =>
        {
            try
            {
                return await action(parsed, cancel);
            }
            catch (OperationCanceledException) when (cancel.IsCancellationRequested)
            {
                return ExitCode.Cancelled;
            }
            catch (Exception e)
            {
                Terminal.Error.MarkupLineInterpolated($"[red]error:[/] {Explain(e)}");
                return ExitCode.Failed;
            }
        });

    /// <summary>What to tell the user of an error.</summary>
    internal static string Explain(Exception e) => StorageErrors.Explain(e) ?? e switch
    {
        AggregateException several => string.Join(Environment.NewLine, several.Flatten().InnerExceptions.Select(Explain).Distinct()), // what PLINQ wraps
        CommandException or InvalidModelException or ModelConflictException or FormatException => e.Message,
        IOException or UnauthorizedAccessException => e.Message,
        _ => $"{e.GetType().Name}: {e.Message} (this is a bug; please report it with the command that you ran)",
    };
}
