using System.Runtime.InteropServices;

namespace Emotion.Training.Commands;

/// <summary>
/// Ctrl+C and SIGTERM as a cancellation. The command line's own handling moves the work to another thread, where glibc gives memory back to
/// the system all the time (see <see cref="Native.Heap"/>): a training runs on the main thread.
/// </summary>
internal sealed class StopSignal : IDisposable
{
    private readonly CancellationTokenSource _source = new();
    private readonly PosixSignalRegistration[] _registrations;

    /// <summary>Watches from now on.</summary>
    public StopSignal() => _registrations = [.. new[] { PosixSignal.SIGINT, PosixSignal.SIGTERM }.Select(signal =>
        PosixSignalRegistration.Create(signal, Stop))];

    /// <summary>Cancelled by the first signal.</summary>
    public CancellationToken Token => _source.Token;

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var registration in _registrations)
            registration.Dispose();
        _source.Dispose();
    }

    private void Stop(PosixSignalContext context)
    {
        context.Cancel = true; // the work ends by itself
        _source.Cancel();
    }
}
