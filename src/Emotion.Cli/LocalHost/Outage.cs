using Azure;

namespace Emotion.Cli.LocalHost;

/// <summary>A storage service that may be out of reach: says so once, and once that it is back, however many calls fail in between.</summary>
/// <param name="service">What to call it.</param>
/// <param name="warn">Hears both.</param>
internal sealed class Outage(string service, Action<string> warn)
{
    private int _isOn;

    /// <summary>A call failed.</summary>
    public void Began(Exception e)
    {
        if (Interlocked.Exchange(ref _isOn, 1) == 0)
            warn($"{service} does not work ({Why(e)}). Trying again until it does.");
    }

    /// <summary>A call succeeded.</summary>
    public void Over()
    {
        if (Volatile.Read(ref _isOn) == 1 && Interlocked.Exchange(ref _isOn, 0) == 1)
            warn($"{service} works again.");
    }

    /// <summary>Whether an error may pass by itself. A denied access, or what is no error of the storage, does not.</summary>
    public static bool Is(Exception e, CancellationToken cancel) => e switch
    {
        AggregateException several => several.InnerExceptions.All(inner => Is(inner, cancel)), // after all of the SDK's attempts
        RequestFailedException failed => failed.Status is not (401 or 403),
        OperationCanceledException => !cancel.IsCancellationRequested, // the SDK's own time-out
        IOException or HttpRequestException => true,
        _ => false,
    };

    private static string Why(Exception e) => e switch
    {
        AggregateException { InnerExceptions: [.., var last] } => Why(last),
        RequestFailedException { Status: > 0 } failed => $"{failed.Status} {failed.ErrorCode}".TrimEnd(),
        _ => e.Message.ReplaceLineEndings(" "),
    };
}
