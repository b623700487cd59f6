using System.Diagnostics;

namespace Emotion.Cli.LocalHost;

/// <summary>Puts Azurite, Azure Storage's emulator, into a cache folder where it is missing.</summary>
internal static class AzuriteInstaller
{
    /// <summary>The newest version that runs on Node 20.</summary>
    private const string Version = "3.35.0";

    /// <summary>Finds Azurite, or installs it with npm.</summary>
    /// <param name="beforeInstalling">Called once where it has to be installed, which takes up to a minute.</param>
    /// <param name="cancel">Gives up.</param>
    /// <returns>Path of its main script, for node.</returns>
    /// <exception cref="CommandException">npm is missing or fails.</exception>
    public static async Task<string> EnsureInstalledAsync(Action beforeInstalling, CancellationToken cancel)
    {
        if (FindInstalled() is { } installed)
            return installed;

        var folder = Folder();
        var script = ScriptIn(folder);
        Directory.CreateDirectory(CacheFolder());
        await using var turn = await TakeTurnAsync(folder + ".lock", cancel);
        if (!File.Exists(script))
        {
            beforeInstalling();
            await InstallAsync(folder, cancel);
        }

        return script;
    }

    /// <summary>Path of its main script, for node; null where it is not installed.</summary>
    public static string? FindInstalled() => ScriptIn(Folder()) is var script && File.Exists(script) ? script : null;

    private static string Folder() => Path.Combine(CacheFolder(), $"azurite-{Version}");

    private static string ScriptIn(string folder) => Path.Combine(folder, "node_modules", "azurite", "dist", "src", "azurite.js");

    /// <summary>Installs beside the final place and moves, so that an interrupted install is never mistaken for a finished one.</summary>
    private static async Task InstallAsync(string folder, CancellationToken cancel)
    {
        var unfinished = folder + ".installing";
        if (Directory.Exists(unfinished))
            Directory.Delete(unfinished, recursive: true);

        var npm = new ProcessStartInfo(OperatingSystem.IsWindows() ? "npm.cmd" : "npm")
        {
            ArgumentList = { "install", "--prefix", unfinished, "--no-audit", "--no-fund", "--loglevel=error", $"azurite@{Version}" },
        };
        try
        {
            await using var install = ChildProcess.Start("npm", npm);
            await install.WaitAsync(cancel);
        }
        catch (CommandException e)
        {
            throw new CommandException($"Azurite {Version} could not be installed. Node.js 20 or newer with npm must be on the PATH. {e.Message}");
        }

        if (Directory.Exists(folder))
            Directory.Delete(folder, recursive: true);
        Directory.Move(unfinished, folder);
    }

    /// <summary>Two commands at once must not install into the same folder.</summary>
    private static async Task<FileStream> TakeTurnAsync(string lockFile, CancellationToken cancel)
    {
        while (true)
        {
            try
            {
                return new FileStream(lockFile, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 1, FileOptions.DeleteOnClose);
            }
            catch (IOException)
            {
                await Task.Delay(200, cancel);
            }
        }
    }

    private static string CacheFolder()
    {
        var root = OperatingSystem.IsWindows()
            ? Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData)
            : Environment.GetEnvironmentVariable("XDG_CACHE_HOME") is { Length: > 0 } cache
                ? cache
                : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".cache");
        return Path.Combine(root, "emotion-functions");
    }
}
