using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Emotion.Benchmarks;

/// <summary>
/// From the start of the handler's process to its first answer, as the Functions host meets it: it calls again and again until the port
/// answers. Median of 9, after one start that warms the disk cache.
/// </summary>
internal static class StartTimes
{
    private const int Runs = 9;

    /// <summary>Measures published folders of <c>src/Emotion.Functions</c>, in turns, so that a busy moment meets all of them.</summary>
    public static async Task PrintAsync(IReadOnlyList<string> folders)
    {
        foreach (var folder in folders)
            await MeasureAsync(folder);
        var times = folders.ToDictionary(folder => folder, _ => new List<double>());
        for (var run = 0; run < Runs; run++)
        {
            foreach (var folder in folders)
                times[folder].Add(await MeasureAsync(folder));
        }

        Console.WriteLine("| folder | size | first answer, median of 9 | least | most |");
        Console.WriteLine("|---|---|---|---|---|");
        foreach (var (folder, list) in times)
        {
            list.Sort();
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"| {Path.GetFileName(folder.TrimEnd('/'))} | {Size(folder) / 1e6:0} MB | {list[Runs / 2]:0} ms | {list[0]:0} | {list[^1]:0} |"));
        }
    }

    private static async Task<double> MeasureAsync(string folder)
    {
        var port = FreePort();
        var start = new ProcessStartInfo(Path.Combine(folder, "Emotion.Functions")) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["FUNCTIONS_CUSTOMHANDLER_PORT"] = $"{port}";
        start.Environment["AzureWebJobsStorage"] = "UseDevelopmentStorage=true"; // never called: the message below is refused before
        using var http = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{port}/") };
        var clock = Stopwatch.StartNew();
        using var process = Process.Start(start)!;
        try
        {
            while (true)
            {
                try
                {
                    using var content = new StringContent("""{"Data":{"message":"\"hello\""},"Metadata":{}}""", Encoding.UTF8, "application/json");
                    using var answer = await http.PostAsync("ScoreClip", content);
                    var elapsed = clock.Elapsed.TotalMilliseconds;
                    return answer.StatusCode == HttpStatusCode.InternalServerError ? elapsed : throw new InvalidOperationException($"{folder}: {answer.StatusCode}");
                }
                catch (HttpRequestException) when (!process.HasExited)
                {
                    await Task.Delay(1);
                }
            }
        }
        finally
        {
            process.Kill();
            await process.WaitForExitAsync();
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static long Size(string folder) => new DirectoryInfo(folder).EnumerateFiles("*", SearchOption.AllDirectories).Sum(file => file.Length);
}
