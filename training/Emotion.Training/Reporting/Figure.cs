using System.Globalization;
using Emotion.Inference.Measuring;
using Emotion.Training.Measuring;

namespace Emotion.Training.Reporting;

/// <summary>Figures as people read them.</summary>
public static class Figure
{
    private const string None = "–";

    /// <summary>A share in per cent with one decimal.</summary>
    public static string Percent(double? share) => share is { } value ? Text($"{100 * value:0.0} %") : None;

    /// <summary>A share over folds: <c>42.2 ± 3.1 %</c>.</summary>
    public static string Percent(MeanAndDeviation share) =>
        share.Deviation is { } deviation ? Text($"{100 * share.Mean:0.0} ± {100 * deviation:0.0} %") : Percent(share.Mean);

    /// <summary>An interval of a share: <c>38.4 to 50.9 %</c>.</summary>
    public static string Percent(Interval? interval) => interval is null ? None : Text($"{100 * interval.Low:0.0} to {100 * interval.High:0.0} %");

    /// <summary>A number with three decimals.</summary>
    public static string Number(double? number) => number is { } value ? Text($"{value:0.000}") : None;

    /// <summary>A number over folds.</summary>
    public static string Number(MeanAndDeviation number) =>
        number.Deviation is { } deviation ? Text($"{number.Mean:0.000} ± {deviation:0.000}") : Number(number.Mean);

    /// <summary>A count.</summary>
    public static string Count(int count) => count.ToString(CultureInfo.InvariantCulture);

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
