namespace Emotion.Tests;

/// <summary>Waits for what happens in another process.</summary>
internal static class Wait
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(100);

    public static Task UntilAsync(Func<bool> condition, TimeSpan limit, Func<string>? why = null) => UntilAsync(() => Task.FromResult(condition()), limit, why);

    /// <param name="condition">What to wait for.</param>
    /// <param name="limit">For how long.</param>
    /// <param name="why">What to say where it does not happen.</param>
    public static async Task UntilAsync(Func<Task<bool>> condition, TimeSpan limit, Func<string>? why = null)
    {
        var cancel = TestContext.Current.CancellationToken;
        for (var waiting = System.Diagnostics.Stopwatch.StartNew(); !await condition(); await Task.Delay(Interval, cancel))
        {
            if (waiting.Elapsed > limit)
                throw new TimeoutException($"It did not happen within {limit.TotalSeconds:0} s. {why?.Invoke()}");
        }
    }
}
