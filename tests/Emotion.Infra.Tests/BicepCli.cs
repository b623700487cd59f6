using System.Diagnostics;
using System.Reflection;
using System.Runtime.InteropServices;

namespace Emotion.Infra.Tests;

/// <summary>The Bicep compiler, from its NuGet package.</summary>
internal static class BicepCli
{
    public sealed record Result(int ExitCode, string Output);

    /// <summary>Runs a command in an environment that has nothing but the given variables.</summary>
    /// <returns>How it ended, and both its outputs, since diagnostics come on either.</returns>
    public static async Task<Result> RunAsync(string[] arguments, params (string Name, string Value)[] environment)
    {
        Assert.SkipUnless(
            OperatingSystem.IsLinux() && RuntimeInformation.ProcessArchitecture == Architecture.X64,
            "The Bicep compiler of these tests is the package for Linux on x64.");

        var start = new ProcessStartInfo(Executable, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment.Clear();
        start.Environment["HOME"] = Path.GetTempPath(); // it unpacks itself there
        start.Environment["DOTNET_SYSTEM_GLOBALIZATION_INVARIANT"] = "1"; // no ICU needed
        foreach (var (name, value) in environment)
            start.Environment[name] = value;

        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return new Result(process.ExitCode, await output + await error);
    }

    private static string Executable => typeof(BicepCli).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(metadata => metadata.Key == "BicepPath").Value!;
}
