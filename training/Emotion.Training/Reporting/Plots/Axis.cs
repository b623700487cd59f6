using System.Globalization;
using ScottPlot;
using ScottPlot.TickGenerators;

namespace Emotion.Training.Reporting.Plots;

/// <summary>Axes as these plots have them.</summary>
public static class Axis
{
    /// <summary>An axis of shares, from 0 to 100 %.</summary>
    public static void Shares(IAxis axis, double highest = 1.0)
    {
        axis.Min = 0;
        axis.Max = highest;
        axis.TickGenerator = new NumericAutomatic { LabelFormatter = share => share.ToString("0 %", CultureInfo.InvariantCulture) };
    }

    /// <summary>An axis of names, at 0, 1, 2 and so on.</summary>
    public static void Names(IAxis axis, IReadOnlyList<string> names)
    {
        axis.TickGenerator = new NumericManual([.. names.Select((name, position) => new Tick(position, name))]);
        axis.MajorTickStyle.Length = 0;
    }
}
