using System.ComponentModel;
using System.Diagnostics;

namespace Emotion.Cli.Doctor;

/// <summary>A program on the PATH.</summary>
internal static class InstalledProgram
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>The first line that it writes about itself; null where it is missing or does not work.</summary>
    /// <param name="name">The program.</param>
    /// <param name="question">The option that makes it tell its version.</param>
    /// <param name="cancel">Gives up.</param>
    public static async Task<string?> AskAsync(string name, string question, CancellationToken cancel)
    {
        var start = new ProcessStartInfo(name, [question]) { RedirectStandardOutput = true, RedirectStandardError = true };
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        limit.CancelAfter(Patience);
        try
        {
            using var process = Process.Start(start)!;
            try
            {
                return await process.StandardOutput.ReadLineAsync(limit.Token);
            }
            finally
            {
                process.Kill(entireProcessTree: true); // it has said what was asked, or hangs
            }
        }
        catch (Exception e) when (e is Win32Exception || (e is OperationCanceledException && !cancel.IsCancellationRequested))
        {
            return null;
        }
    }
}
