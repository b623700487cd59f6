using System.Diagnostics;
using Emotion.Training.Tests.Support;

namespace Emotion.Training.Tests.Commands;

/// <summary>Ctrl+C, in a process of its own.</summary>
public sealed class InterruptTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string Manifest => Path.Combine(_folder.Path, "field.csv");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Only_a_training_is_said_to_go_on_by_resume()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "There, no process can send another Ctrl+C.");
        _folder.Write("voice.wav", Voice.Wav(1));
        File.WriteAllLines(Manifest, Enumerable.Repeat("voice.wav,calm,p1", 20_000).Prepend("path,emotion,speaker")); // to be at it for a while, on any machine

        Assert.Equal((130, "Cancelled."), await Interrupt("describe", "--out", Path.Combine(_folder.Path, "out")));
        Assert.Equal(
            (130, "Cancelled. What was trained is kept: give the same command with --resume to go on."),
            await Interrupt("train", "--network", "dense", "--epochs", "1000", "--run", Path.Combine(_folder.Path, "run"), "--measure-only", "--protocol", "none"));
    }

    public void Dispose() => _folder.Dispose();

    /// <summary>Runs a command on the clips, and interrupts it while it reads the clips.</summary>
    private async Task<(int ExitCode, string Errors)> Interrupt(params string[] command)
    {
        var start = new ProcessStartInfo(
            "dotnet",
            [Path.Combine(AppContext.BaseDirectory, "Emotion.Training.dll"), .. command, "--manifest", Manifest, "--no-cache"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync(Cancel);
        while (await process.StandardOutput.ReadLineAsync(Cancel) is { } line && !line.StartsWith("Reading clips", StringComparison.Ordinal))
        {
        }

        using var kill = Process.Start("kill", ["-INT", $"{process.Id}"]);
        await process.StandardOutput.ReadToEndAsync(Cancel);
        await process.WaitForExitAsync(Cancel);
        return (process.ExitCode, (await errors).Trim());
    }
}
