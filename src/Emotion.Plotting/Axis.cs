using System.Globalization;
using ScottPlot;
using ScottPlot.TickGenerators;

namespace Emotion.Plotting;

/// <summary>Axes as these plots have them.</summary>
public static class Axis
{
    /// <summary>An axis of shares, from 0 to 100 %.</summary>
    /// <param name="axis">The axis.</param>
    /// <param name="margin">Room beyond 100 %, as a share.</param>
    public static void Shares(IAxis axis, double margin = 0)
    {
        axis.Min = 0;
        axis.Max = 1 + margin;
        axis.TickGenerator = new NumericManual([.. Enumerable.Range(0, 11).Select(ten => new Tick(ten / 10.0, Percent(10 * ten)))]);
    }

    /// <summary>An axis of names, at 0, 1, 2 and so on.</summary>
    public static void Names(IAxis axis, IReadOnlyList<string> names)
    {
        axis.TickGenerator = new NumericManual([.. names.Select((name, position) => new Tick(position, name))]);
        axis.MajorTickStyle.Length = 0;
    }

    private static string Percent(int percent) => string.Create(CultureInfo.InvariantCulture, $"{percent} %");
}
