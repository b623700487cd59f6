using System.Collections.Concurrent;
using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Emotion.Cli.LocalHost;

/// <summary>A program that this one started: its last lines of output are kept for error messages, and it is ended by its id.</summary>
internal sealed partial class ChildProcess : IAsyncDisposable
{
    private const int KeptLines = 20;
    private const int SigTerm = 15;
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(5);

    private readonly Process _process;
    private readonly ConcurrentQueue<string> _lastLines = new();
    private readonly string _name;

    private bool _disposed;

    private ChildProcess(string name, ProcessStartInfo start, Action<string>? onLine)
    {
        _name = name;
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;
        start.RedirectStandardInput = true;
        _process = new Process { StartInfo = start };
        DataReceivedEventHandler keep = (sender, e) =>
        {
            if (e.Data is null)
                return;
            _lastLines.Enqueue(e.Data);
            if (_lastLines.Count > KeptLines)
                _lastLines.TryDequeue(out _);
            onLine?.Invoke(e.Data);
        };
        _process.OutputDataReceived += keep;
        _process.ErrorDataReceived += keep;
    }

    /// <summary>Its process id.</summary>
    public int Id => _process.Id;

    /// <summary>Whether it has ended.</summary>
    public bool HasExited => _process.HasExited;

    /// <summary>Its resident memory, in bytes; 0 once it has ended.</summary>
    public long Memory
    {
        get
        {
            _process.Refresh();
            return _process.HasExited ? 0 : _process.WorkingSet64;
        }
    }

    /// <summary>Ends when it does.</summary>
    public Task Ended => _process.WaitForExitAsync(CancellationToken.None);

    /// <summary>For a message about its end.</summary>
    public string Ending => $"{_name} ended (exit code {_process.ExitCode})";

    /// <summary>Its last lines of output.</summary>
    public string LastLines => string.Join(Environment.NewLine, _lastLines);

    /// <summary>Starts a program.</summary>
    /// <param name="name">What to call it in messages.</param>
    /// <param name="start">The program.</param>
    /// <param name="onLine">Hears each line of its output and error.</param>
    /// <exception cref="CommandException">It cannot be started.</exception>
    public static ChildProcess Start(string name, ProcessStartInfo start, Action<string>? onLine = null)
    {
        var child = new ChildProcess(name, start, onLine);
        try
        {
            child._process.Start();
        }
        catch (System.ComponentModel.Win32Exception e)
        {
            throw new CommandException($"{name} cannot be started ({start.FileName}: {e.Message}).");
        }

        child._process.BeginOutputReadLine();
        child._process.BeginErrorReadLine();
        return child;
    }

    /// <summary>Waits for it to end by itself.</summary>
    /// <exception cref="CommandException">It ended with an error.</exception>
    public async Task WaitAsync(CancellationToken cancel)
    {
        await _process.WaitForExitAsync(cancel);
        if (_process.ExitCode != 0)
            throw Failure($"ended with exit code {_process.ExitCode}");
    }

    /// <summary>An error that carries its last words.</summary>
    public CommandException Failure(string what) => new($"{_name} {what}. Its last output:{Environment.NewLine}{LastLines}");

    /// <summary>Asks it to end, and insists after a while. Once is enough; whoever restarts it and whoever stops all may both ask.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, true))
            return;
        if (!_process.HasExited)
        {
            if (!OperatingSystem.IsWindows())
                _ = SendSignal(_process.Id, SigTerm);
            using var grace = new CancellationTokenSource(OperatingSystem.IsWindows() ? TimeSpan.Zero : Grace);
            try
            {
                await _process.WaitForExitAsync(grace.Token);
            }
            catch (OperationCanceledException)
            {
                _process.Kill(entireProcessTree: true);
                await _process.WaitForExitAsync(CancellationToken.None);
            }
        }

        _process.Dispose();
    }

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int SendSignal(int processId, int signal);
}
