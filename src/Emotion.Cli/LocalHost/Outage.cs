using System.Diagnostics;
using System.Xml;
using Azure;

namespace Emotion.Cli.LocalHost;

/// <summary>A storage service that may be out of reach: says so once, and once that it is back, however many calls fail in between.</summary>
/// <param name="service">What to call it.</param>
/// <param name="warn">Hears both.</param>
internal sealed class Outage(string service, Action<string> warn)
{
    /// <summary>For so long no call must fail before the service counts as well again: while some calls fail, others may succeed.</summary>
    private static readonly TimeSpan Calm = TimeSpan.FromSeconds(3);

    private readonly Lock _lock = new();
    private long? _lastFailure;

    /// <summary>A call failed.</summary>
    public void Began(Exception e)
    {
        lock (_lock)
        {
            if (_lastFailure is null)
                warn($"{service} does not work ({Why(e)}). Trying again until it does.");
            _lastFailure = Stopwatch.GetTimestamp();
        }
    }

    /// <summary>A call succeeded.</summary>
    public void Over()
    {
        lock (_lock)
        {
            if (_lastFailure is not { } last || Stopwatch.GetElapsedTime(last) < Calm)
                return;
            _lastFailure = null;
            warn($"{service} works again.");
        }
    }

    /// <summary>Whether an error may pass by itself. A denied access, or what is no error of the storage, does not.</summary>
    public static bool Is(Exception e, CancellationToken cancel) => e switch
    {
        AggregateException several => several.InnerExceptions.All(inner => Is(inner, cancel)), // after all of the SDK's attempts
        RequestFailedException failed => failed.Status is not (401 or 403),
        OperationCanceledException => !cancel.IsCancellationRequested, // the SDK's own time-out
        IOException or HttpRequestException or XmlException => true, // an answer that broke off
        _ => false,
    };

    private static string Why(Exception e) => e switch
    {
        AggregateException { InnerExceptions: [.., var last] } => Why(last),
        RequestFailedException { Status: > 0 } failed => $"{failed.Status} {failed.ErrorCode}".TrimEnd(),
        _ => e.Message.ReplaceLineEndings(" "),
    };
}
