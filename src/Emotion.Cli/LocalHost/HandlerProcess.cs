using System.Diagnostics;
using System.Net.Http.Headers;

namespace Emotion.Cli.LocalHost;

/// <summary>The custom handler, started as the Functions host starts it and called as the Functions host calls it.</summary>
internal sealed class HandlerProcess : ISupervised
{
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(60);

    private readonly ChildProcess _process;
    private readonly HttpClient _http;

    private HandlerProcess(ChildProcess process, int port, TimeSpan timeout)
    {
        _process = process;
        _http = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{port}/"), Timeout = timeout };
        _http.DefaultRequestHeaders.Add("X-Azure-Functions-Host-Version", "4.0.0");
    }

    /// <summary>Where it listens.</summary>
    public Uri Address => _http.BaseAddress!;

    /// <summary>Its resident memory, in bytes.</summary>
    public long Memory => _process.Memory;

    /// <summary>Its process id.</summary>
    public int ProcessId => _process.Id;

    /// <inheritdoc/>
    public Task Ended => _process.Ended;

    /// <inheritdoc/>
    public string Ending => _process.Ending;

    /// <summary>Its last lines of output.</summary>
    public string LastLines => _process.LastLines;

    /// <summary>Starts the handler and waits until its port answers anything at all.</summary>
    /// <exception cref="CommandException">It does not start.</exception>
    public static async Task<HandlerProcess> StartAsync(
        FunctionsApp app, string connectionString, Action<string>? onLine, CancellationToken cancel, params (string Name, string Value)[] settings)
    {
        var port = Port.Free();
        var start = Command(app.Folder);
        start.WorkingDirectory = app.Folder;
        start.Environment["FUNCTIONS_CUSTOMHANDLER_PORT"] = $"{port}";
        start.Environment["Handler__EndsWithInput"] = "true";
        start.Environment["Handler__LargestCallMiB"] = "2047"; // large clips do not travel in calls here
        start.Environment[Pipeline.Storage.Setting] = connectionString;
        start.Environment["Logging__LogLevel__Microsoft"] = "Warning";
        start.Environment["Logging__LogLevel__Azure"] = "Warning";
        foreach (var (name, value) in settings)
            start.Environment[name] = value;

        var handler = new HandlerProcess(ChildProcess.Start("The function app", start, onLine), port, app.Host.FunctionTimeout);
        try
        {
            await handler.WaitUntilAnsweringAsync(cancel);
            return handler;
        }
        catch
        {
            await handler.DisposeAsync();
            throw;
        }
    }

    /// <summary>Calls a function.</summary>
    /// <param name="call">Which one, and with what.</param>
    /// <param name="cancel">Gives up.</param>
    /// <exception cref="InvocationFailedException">The function failed, took too long, or ended with its process; the host would deliver again.</exception>
    /// <exception cref="HandlerAwayException">The call did not reach the function.</exception>
    public async Task InvokeAsync(FunctionCall call, CancellationToken cancel)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, call.Function) { Content = new ReadOnlyMemoryContent(call.Body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        request.Headers.Add("X-Azure-Functions-InvocationId", Guid.NewGuid().ToString());
        try
        {
            using var response = await _http.SendAsync(request, cancel);
            if (!response.IsSuccessStatusCode)
                throw new InvocationFailedException($"{call.Function}: HTTP {(int)response.StatusCode} {await response.Content.ReadAsStringAsync(cancel)}");
        }
        catch (HttpRequestException e) when (e.HttpRequestError == HttpRequestError.ConnectionError)
        {
            throw new HandlerAwayException();
        }
        catch (Exception e) when (e is HttpRequestException or ObjectDisposedException)
        {
            throw new InvocationFailedException($"{call.Function}: the function app ended during the call.");
        }
        catch (TaskCanceledException) when (!cancel.IsCancellationRequested)
        {
            throw new InvocationFailedException($"{call.Function}: no answer within functionTimeout ({_http.Timeout}).");
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        _http.Dispose();
        return _process.DisposeAsync();
    }

    /// <summary>
    /// Ctrl+C reaches all programs of a terminal at once. The function app must not hear it: it goes on until this program, which gives running calls
    /// a grace, ends it.
    /// </summary>
    private static ProcessStartInfo Command(string folder) => OperatingSystem.IsWindows()
        ? new ProcessStartInfo(Path.Combine(folder, "Emotion.Functions.exe")) { CreateNewProcessGroup = true }
        : new ProcessStartInfo("/bin/sh", ["-c", "trap '' INT; exec \"$0\"", Path.Combine(folder, "Emotion.Functions")]);

    private async Task WaitUntilAnsweringAsync(CancellationToken cancel)
    {
        for (var waiting = Stopwatch.StartNew(); waiting.Elapsed < StartLimit; await Task.Delay(50, cancel))
        {
            if (_process.HasExited)
                throw _process.Failure("ended while it started");
            try
            {
                using var _ = await _http.GetAsync("", cancel);
                return;
            }
            catch (HttpRequestException)
            {
                // Not listening yet.
            }
        }

        throw _process.Failure($"did not answer within {StartLimit.TotalSeconds:0} s");
    }
}

/// <summary>An attempt at a function failed.</summary>
internal sealed class InvocationFailedException(string message) : Exception(message);

/// <summary>Nobody listens at the handler's port: no attempt was made.</summary>
internal sealed class HandlerAwayException() : Exception("The function app does not listen.");
