using System.Net;
using System.Net.Sockets;

namespace Emotion.Tests;

/// <summary>What a <see cref="HalfServer"/> answers.</summary>
internal enum HalfAnswer
{
    /// <summary>Nothing: the client waits.</summary>
    None,

    /// <summary>Half an answer; then the connection is closed.</summary>
    CutShort,

    /// <summary>Half an answer; then the connection is reset.</summary>
    Reset,
}

/// <summary>A storage that takes every request, and answers with half an answer or with none at all.</summary>
internal sealed class HalfServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _serving;

    /// <summary>Starts it.</summary>
    /// <param name="answer">What it does.</param>
    public HalfServer(HalfAnswer answer)
    {
        _listener.Start();
        _serving = Task.Run(() => ServeAsync(answer));
    }

    /// <summary>The way to it, as to Azurite.</summary>
    public string ConnectionString
    {
        get
        {
            var account = $"http://{_listener.LocalEndpoint}/devstoreaccount1";
            return $"AccountName=devstoreaccount1;AccountKey=AAAA;BlobEndpoint={account};QueueEndpoint={account};TableEndpoint={account};";
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _serving;
        _listener.Dispose();
        _stop.Dispose();
    }

    private async Task ServeAsync(HalfAnswer answer)
    {
        var clients = new List<Task>();
        try
        {
            while (true)
                clients.Add(ServeAsync(await _listener.AcceptTcpClientAsync(_stop.Token), answer));
        }
        catch (OperationCanceledException)
        {
            await Task.WhenAll(clients);
        }
    }

    private async Task ServeAsync(TcpClient client, HalfAnswer answer)
    {
        using (client)
        {
            try
            {
                var stream = client.GetStream();
                await stream.ReadAtLeastAsync(new byte[1 << 14], 1, throwOnEndOfStream: false, _stop.Token);
                if (answer == HalfAnswer.None)
                    await Task.Delay(Timeout.Infinite, _stop.Token);
                else
                    await stream.WriteAsync("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n{"u8.ToArray(), _stop.Token);
                if (answer == HalfAnswer.Reset)
                    client.LingerState = new LingerOption(enable: true, seconds: 0);
            }
            catch (Exception e) when (e is OperationCanceledException or IOException)
            {
                // The test is over, or the client has gone.
            }
        }
    }
}
