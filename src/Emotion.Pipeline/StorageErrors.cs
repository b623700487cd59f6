using System.Net.Sockets;
using Azure;
using Azure.Identity;

namespace Emotion.Pipeline;

/// <summary>What the storage's errors mean to a user.</summary>
public static class StorageErrors
{
    private const string OutOfReach = "The storage cannot be reached. Is it running (emotion up), and does --storage name the right one?";

    /// <summary>Whether the storage answered that there is no such table, container or queue.</summary>
    public static bool IsMissing(Exception e) => e is RequestFailedException { Status: 404 };

    /// <summary>A sentence that says what to do; null for what is no error of the storage.</summary>
    public static string? Explain(Exception e) => e switch
    {
        AggregateException { InnerExceptions: [.., var last] } => ExplainAttempt(last),
        AuthenticationFailedException => "You are not signed in to Azure. Run 'az login', or give a connection string by --storage.",
        RequestFailedException { Status: 0 } => OutOfReach,
        RequestFailedException { Status: 404 } => "The storage holds no such container or table yet. Upload clips first (emotion upload), with the pipeline running.",
        RequestFailedException { Status: 401 or 403 } denied => $"The storage denies access ({denied.ErrorCode}). Check the key in --storage, or your roles on the account.",
        RequestFailedException failed => $"The storage answered {failed.Status} {failed.ErrorCode}.",
        _ => null,
    };

    /// <summary>
    /// The SDK gathers what its attempts met. Of a time-out and of an answer that broke off it makes no error of its own; outside of its attempts, though,
    /// the former is somebody's Ctrl+C.
    /// </summary>
    private static string? ExplainAttempt(Exception e) => e is OperationCanceledException or HttpIOException or IOException { InnerException: SocketException } ? OutOfReach : Explain(e);
}
