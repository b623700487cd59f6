using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Emotion.Functions.Tests;

/// <summary>The handler as it is deployed: published for this platform into a folder of its own, and started from there.</summary>
public sealed class PublishedHandlerFixture : HandlerFixture
{
    private readonly string _temporary = Directory.CreateTempSubdirectory("emotion-published-").FullName;

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        Directory.Delete(_temporary, recursive: true);
    }

    protected override async Task<string> PrepareFolderAsync()
    {
        var folder = Path.Combine(_temporary, "app");
        var start = new ProcessStartInfo("dotnet")
        {
            ArgumentList =
            {
                "publish", Path.Combine(Repository(), "src", "Emotion.Functions"), "-c", "Release", "-r", RuntimeInformation.RuntimeIdentifier,
                "-o", folder, "--artifacts-path", Path.Combine(_temporary, "artifacts"), "-v", "quiet",
            },
            RedirectStandardOutput = true,
            Environment = { ["MSBUILDDISABLENODEREUSE"] = "1", ["DOTNET_CLI_USE_MSBUILD_SERVER"] = "0" }, // nothing outlives the test
        };
        using var publish = Process.Start(start)!;
        var output = await publish.StandardOutput.ReadToEndAsync();
        await publish.WaitForExitAsync();
        return publish.ExitCode == 0 ? folder : throw new InvalidOperationException($"dotnet publish: {output}");
    }

    private static string Repository()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Emotion.Functions.sln")))
            folder = folder.Parent ?? throw new InvalidOperationException("The tests run outside the repository.");
        return folder.FullName;
    }
}
