using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace Emotion.Cli.Load;

/// <summary>Resident memory over time, of the local host and of the function app, a sample a second.</summary>
internal sealed class MemoryCurve : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly List<(double Seconds, double Host, double App)> _samples = [];
    private readonly Task _sampling;

    /// <summary>Starts sampling.</summary>
    /// <param name="appBytes">The function app's resident bytes.</param>
    public MemoryCurve(Func<long> appBytes) => _sampling = SampleAsync(appBytes);

    /// <summary>The function app's megabytes: the median of the samples from a part of the run.</summary>
    /// <param name="from">Start of the part, 0 to 1.</param>
    /// <param name="to">End of the part.</param>
    public double AppMegabytes(double from, double to)
    {
        var part = _samples[(int)(from * _samples.Count)..Math.Max(1, (int)Math.Ceiling(to * _samples.Count))].Select(sample => sample.App).Order().ToList();
        return part[part.Count / 2];
    }

    /// <summary>The most megabytes that the function app had.</summary>
    public double AppPeakMegabytes => _samples.Max(sample => sample.App);

    /// <summary>The samples as CSV.</summary>
    public string ToCsv()
    {
        var csv = new StringBuilder("seconds,local_host_mb,function_app_mb\n");
        foreach (var (seconds, host, app) in _samples)
            csv.Append(CultureInfo.InvariantCulture, $"{seconds:0},{host:0.0},{app:0.0}\n");
        return csv.ToString();
    }

    /// <summary>Stops sampling; the samples stay.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _sampling.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stop.Dispose();
    }

    private async Task SampleAsync(Func<long> appBytes)
    {
        var clock = Stopwatch.StartNew();
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1));
        do
            _samples.Add((clock.Elapsed.TotalSeconds, Environment.WorkingSet / 1e6, appBytes() / 1e6));
        while (await timer.WaitForNextTickAsync(_stop.Token));
    }
}
