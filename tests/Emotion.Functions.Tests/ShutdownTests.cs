using System.Diagnostics;
using System.Net.Sockets;
using System.Text;
using Emotion.Cli.LocalHost;
using Emotion.Pipeline;

namespace Emotion.Functions.Tests;

/// <summary>The handler is told to stop while a call is running: SIGTERM, as the Functions host and containers send it.</summary>
public class ShutdownTests
{
    private const int SigTerm = 15;
    private static readonly string Body = HostCalls.Queue("garbage"); // a call that reaches its step and needs no storage

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_running_call_is_finished_and_answered_before_the_process_ends()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no SIGTERM.");
        var port = Port.Free();
        using var process = Start(port);
        using var connection = await ConnectAsync(port);
        await using var stream = connection.GetStream();
        var half = Body.Length / 2;
        await stream.WriteAsync(Encoding.ASCII.GetBytes($"POST /RecordScoringFailure HTTP/1.1\r\nHost: localhost\r\nContent-Length: {Body.Length}\r\n\r\n{Body[..half]}"), Cancel);
        await Task.Delay(500, Cancel); // the call is being read

        using (var kill = Process.Start("kill", [$"-{SigTerm}", $"{process.Id}"]))
            await kill.WaitForExitAsync(Cancel);
        await Task.Delay(500, Cancel);
        Assert.False(process.HasExited);
        await stream.WriteAsync(Encoding.ASCII.GetBytes(Body[half..]), Cancel);

        using var reader = new StreamReader(stream);
        Assert.Equal("HTTP/1.1 200 OK", await reader.ReadLineAsync(Cancel));
        await process.WaitForExitAsync(Cancel).WaitAsync(TimeSpan.FromSeconds(30), Cancel);
        Assert.Equal(0, process.ExitCode);
    }

    private static Process Start(int port)
    {
        var start = new ProcessStartInfo(Path.Combine(AppContext.BaseDirectory, "Emotion.Functions"));
        start.Environment["FUNCTIONS_CUSTOMHANDLER_PORT"] = $"{port}";
        start.Environment[Storage.Setting] = "UseDevelopmentStorage=true"; // never called
        start.Environment["Logging__LogLevel__Default"] = "None";
        return Process.Start(start)!;
    }

    private static async Task<TcpClient> ConnectAsync(int port)
    {
        for (var clock = Stopwatch.StartNew(); ; await Task.Delay(50, Cancel))
        {
            var client = new TcpClient();
            try
            {
                await client.ConnectAsync("127.0.0.1", port, Cancel);
                return client;
            }
            catch (SocketException) when (clock.Elapsed < TimeSpan.FromSeconds(30))
            {
                client.Dispose();
            }
        }
    }
}
