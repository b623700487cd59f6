using System.CommandLine;
using Azure;
using Emotion.Inference;
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

    private static string Explain(Exception e) => e switch
    {
        AggregateException { InnerExceptions: [var only] } => Explain(only), // what PLINQ and the Azure SDK wrap
        CommandException or InvalidModelException or ModelConflictException or FormatException => e.Message,
        RequestFailedException { Status: 0 } or AggregateException { InnerExceptions: [RequestFailedException { Status: 0 }, ..] } =>
            "The storage cannot be reached. Is it running (emotion up), and does --storage name the right one?",
        RequestFailedException { Status: 404 } => "The storage holds no such container or table yet. Upload clips first (emotion upload), with the pipeline running.",
        RequestFailedException { Status: 401 or 403 } denied => $"The storage denies access ({denied.ErrorCode}). Check the key in --storage, or your roles on the account.",
        RequestFailedException failed => $"The storage answered {failed.Status} {failed.ErrorCode}.",
        IOException or UnauthorizedAccessException => e.Message,
        _ => $"{e.GetType().Name}: {e.Message} (this is a bug; please report it with the command that you ran)",
    };
}
