using System.Diagnostics;

namespace Emotion.Tests;

/// <summary>The <c>emotion</c> command, in a process of its own.</summary>
internal static class EmotionTool
{
    public sealed record Result(int ExitCode, string Output, string Error);

    /// <summary>The program.</summary>
    public static string File { get; } = Path.Combine(AppContext.BaseDirectory, OperatingSystem.IsWindows() ? "emotion.exe" : "emotion");

    public static Task<Result> RunAsync(string[] arguments, CancellationToken cancel, params (string Name, string Value)[] environment)
    {
        var start = new ProcessStartInfo(File, arguments);
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        return RunAsync(start, cancel);
    }

    /// <summary>Runs it by way of another program.</summary>
    public static async Task<Result> RunAsync(ProcessStartInfo start, CancellationToken cancel)
    {
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync(cancel);
        var error = process.StandardError.ReadToEndAsync(cancel);
        await process.WaitForExitAsync(cancel);
        return new Result(process.ExitCode, await output, await error);
    }
}
