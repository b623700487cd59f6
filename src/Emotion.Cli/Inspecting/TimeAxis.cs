using System.Globalization;
using ScottPlot;
using ScottPlot.TickGenerators;

namespace Emotion.Cli.Inspecting;

/// <summary>An axis of time, in the steps of a clock: seconds of a clip, minutes of a talk, hours of a day.</summary>
internal static class TimeAxis
{
    private const int MostTicks = 12;
    private static readonly double[] Steps = [0.1, 0.2, 0.5, 1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14_400, 28_800];

    /// <summary>What the numbers are.</summary>
    /// <param name="seconds">Length of the axis.</param>
    public static string Label(double seconds) => seconds switch
    {
        < 60 => "time (s)",
        < 3600 => "time (min:s)",
        _ => "time (h:min:s)",
    };

    /// <summary>Where they stand.</summary>
    public static NumericManual Ticks(double seconds)
    {
        var step = Steps.FirstOrDefault(step => seconds / step <= MostTicks, Steps[^1]);
        return new NumericManual([.. Enumerable.Range(0, 1 + (int)(seconds / step)).Select(i => new Tick(i * step, Text(i * step, seconds)))]);
    }

    private static string Text(double time, double seconds) => seconds switch
    {
        < 60 => time.ToString("0.##", CultureInfo.InvariantCulture),
        < 3600 => TimeSpan.FromSeconds(time).ToString(@"m\:ss", CultureInfo.InvariantCulture),
        _ => string.Create(CultureInfo.InvariantCulture, $"{(int)(time / 3600)}:{TimeSpan.FromSeconds(time):mm\\:ss}"),
    };
}
