using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using Emotion.Tests;

namespace Emotion.EndToEnd.Tests;

/// <summary><c>emotion up</c> in a process of its own, whose parts can be killed. Linux only: it looks for them in <c>/proc</c>.</summary>
internal sealed class UpProcess : IAsyncDisposable
{
    private readonly Process _process;
    private readonly ConcurrentQueue<string> _lines = new();

    private UpProcess(Process process) => _process = process;

    /// <summary>Opens its storage.</summary>
    public string ConnectionString { get; private set; } = "";

    /// <summary>What it said.</summary>
    public string Output => string.Join(Environment.NewLine, _lines);

    public int Id => _process.Id;

    /// <summary>The function app's process; null while there is none.</summary>
    public int? Handler => ChildOf(_process.Id, "Emotion.Functio");

    /// <summary>Azurite's process; null while there is none.</summary>
    public int? Azurite => AzuriteOf(_process.Id);

    /// <summary>Starts it on a folder, in a process group of its own as a shell does, and waits until it runs.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="forgetsNothing">Whether its Azurite forgets nothing that it has acknowledged, as Azure does, even where it is killed.</param>
    public static async Task<UpProcess> StartAsync(string folder, bool forgetsNothing = true)
    {
        var start = new ProcessStartInfo("setsid", [EmotionTool.File, "up", "--data", folder])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        if (forgetsNothing)
            start.Environment["NODE_OPTIONS"] = $"--require {Path.Combine(AppContext.BaseDirectory, "azurite-journal.cjs")}";
        var process = new Process { StartInfo = start };
        var up = new UpProcess(process);
        var connected = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        DataReceivedEventHandler hear = (_, e) =>
        {
            if (e.Data is not { } line)
                return;
            up._lines.Enqueue(line);
            if (line.StartsWith("Connection", StringComparison.Ordinal))
                connected.TrySetResult(line["Connection".Length..].Trim());
        };
        process.OutputDataReceived += hear;
        process.ErrorDataReceived += hear;
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        try
        {
            up.ConnectionString = await connected.Task.WaitAsync(FaultRuns.Stall, TestContext.Current.CancellationToken);
            return up;
        }
        catch (TimeoutException)
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"emotion up did not start:{Environment.NewLine}{up.Output}");
        }
    }

    /// <summary>The Azurite that a process has started; null where there is none.</summary>
    public static int? AzuriteOf(int up) => ChildOf(up, "node");

    /// <summary>SIGKILL: it can do nothing about it.</summary>
    public static bool TryKill(int? process)
    {
        try
        {
            using var found = process is { } id ? Process.GetProcessById(id) : null;
            found?.Kill();
            return found is not null;
        }
        catch (Exception e) when (e is ArgumentException or InvalidOperationException)
        {
            return false; // it ended just now
        }
    }

    /// <summary>Sends a signal to it or to one of its parts; to its whole group where the number is negative.</summary>
    public static async Task SignalAsync(string signal, int process)
    {
        using var kill = Process.Start("kill", [$"-{signal}", "--", $"{process}"]);
        await kill.WaitForExitAsync(CancellationToken.None);
    }

    /// <summary>Waits until it has ended by itself.</summary>
    public Task WaitForExitAsync() => _process.WaitForExitAsync(TestContext.Current.CancellationToken).WaitAsync(FaultRuns.Stall);

    /// <summary>Whether a process is there, and not only the entry of one that has ended.</summary>
    public static bool IsRunning(int process) => StatOf(process) is { } stat && stat[stat.LastIndexOf(')') + 2] != 'Z';

    /// <summary>Ends whatever is left, Azurite included.</summary>
    public async ValueTask DisposeAsync()
    {
        foreach (var part in new[] { Handler, Azurite, Id })
            TryKill(part);
        await _process.WaitForExitAsync(CancellationToken.None);
        _process.Dispose();
    }

    private static int? ChildOf(int parent, string name)
    {
        foreach (var folder in Directory.EnumerateDirectories("/proc"))
        {
            if (int.TryParse(Path.GetFileName(folder), NumberStyles.None, CultureInfo.InvariantCulture, out var id) && StatOf(id) is { } stat)
            {
                var end = stat.LastIndexOf(')');
                if (stat[..end].EndsWith($"({name}", StringComparison.Ordinal) && stat[(end + 1)..].Split(' ') is [_, not "Z", var ppid, ..] && ppid == $"{parent}")
                    return id;
            }
        }

        return null;
    }

    private static string? StatOf(int process)
    {
        try
        {
            return File.ReadAllText($"/proc/{process}/stat");
        }
        catch (IOException)
        {
            return null;
        }
    }
}
