using System.Diagnostics;

namespace Emotion.EndToEnd.Tests.Page;

/// <summary>Runs <c>page-check.cjs</c>, with puppeteer-core and axe-core from npm in a cache folder: installed where there is a Chromium to drive, once.</summary>
internal static class BrowserDriver
{
    /// <summary>The newest puppeteer that runs on Node 20.</summary>
    private static readonly string[] Packages = ["puppeteer-core@24.43.1", "axe-core@4.14.1"];

    /// <summary>Looks at a page.</summary>
    /// <returns>What is wrong, a line each; empty where all is well.</returns>
    public static async Task<string> CheckAsync(string chromium, Uri page, IReadOnlyList<string> dropped, CancellationToken cancel)
    {
        var (exitCode, error) = await RunAsync("node", [Path.Combine(AppContext.BaseDirectory, "page-check.cjs")], cancel,
            ("CHROME", chromium), ("PACKAGES", await InstallAsync(cancel)), ("PAGE", page.ToString()), ("DROP", string.Join('\n', dropped)),
            ("PICTURES", Environment.GetEnvironmentVariable("EMOTION_PICTURES") ?? ""));
        return exitCode == 0 ? "" : $"{exitCode} faults. {error}";
    }

    private static async Task<string> InstallAsync(CancellationToken cancel)
    {
        var folder = Path.Combine(
            Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData), "emotion-functions", string.Join('-', Packages).Replace('@', '-'));
        if (Directory.Exists(folder))
            return folder;
        var unfinished = $"{folder}.{Guid.NewGuid():N}";
        Directory.CreateDirectory(unfinished);
        var npm = OperatingSystem.IsWindows() ? "npm.cmd" : "npm";
        var (exitCode, error) = await RunAsync(npm, ["install", "--prefix", unfinished, "--no-audit", "--no-fund", "--loglevel=error", .. Packages], cancel);
        Assert.True(exitCode == 0, $"npm could not install {string.Join(' ', Packages)}: {error}");
        Directory.Move(unfinished, folder);
        return folder;
    }

    private static async Task<(int ExitCode, string Error)> RunAsync(string program, string[] arguments, CancellationToken cancel, params (string Name, string Value)[] environment)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardError = true, RedirectStandardOutput = true };
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync(cancel);
        var error = await process.StandardError.ReadToEndAsync(cancel);
        await output;
        await process.WaitForExitAsync(cancel);
        return (process.ExitCode, error);
    }
}
