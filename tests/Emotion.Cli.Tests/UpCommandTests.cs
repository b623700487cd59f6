using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Emotion.Tests;

namespace Emotion.Cli.Tests;

/// <summary>What <c>emotion up</c> says before it starts anything.</summary>
public sealed class UpCommandTests : IDisposable
{
    private const string FirstFreePort = "/proc/sys/net/ipv4/ip_unprivileged_port_start";

    private readonly string _folder = Directory.CreateTempSubdirectory("emotion-test-").FullName;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_port_that_is_taken_is_said_at_once()
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var port = ((IPEndPoint)other.LocalEndpoint).Port;
        var run = await EmotionTool.RunAsync(["up", "--data", _folder, "--port", $"{port}"], Cancel);
        Assert.Equal((1, ""), (run.ExitCode, run.Output));
        Assert.Equal($"error: Port {port} is taken. Leave out --port, or name another.", run.Error.TrimEnd());
    }

    [Fact]
    public async Task A_port_that_is_not_everybodys_is_said_at_once()
    {
        Assert.SkipUnless(File.Exists(FirstFreePort) && int.Parse(await File.ReadAllTextAsync(FirstFreePort, Cancel), CultureInfo.InvariantCulture) > 80, "Here anybody may listen at port 80.");
        string[] command = [EmotionTool.File, "up", "--data", _folder, "--port", "80"];
        if (Environment.IsPrivilegedProcess)
        {
            string[] asPlainUser = ["setpriv", "--bounding-set=-net_bind_service"];
            Assert.SkipUnless(await CanAsync([.. asPlainUser, "true"]), "Here root stays root.");
            command = [.. asPlainUser, .. command];
        }

        var run = await EmotionTool.RunAsync(new ProcessStartInfo(command[0], command[1..]), Cancel);
        Assert.Equal((1, ""), (run.ExitCode, run.Output));
        Assert.Equal("error: You may not listen at port 80. Leave out --port, or name one from 1024 on.", run.Error.TrimEnd());
    }

    private static async Task<bool> CanAsync(string[] command)
    {
        try
        {
            using var process = Process.Start(command[0], command[1..]);
            await process.WaitForExitAsync(Cancel);
            return process.ExitCode == 0;
        }
        catch (Win32Exception)
        {
            return false;
        }
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
