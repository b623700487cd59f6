using System.Globalization;
using Emotion.Cli.Rendering;
using Spectre.Console;

namespace Emotion.Cli.Load;

/// <summary>What a load run found.</summary>
/// <param name="Clips">How many clips.</param>
/// <param name="Rate">Clips per second, from the first upload to the last row.</param>
/// <param name="Latencies">Seconds from upload to row, in increasing order.</param>
/// <param name="Failures">Attempts that failed and were made again, in words.</param>
/// <param name="NotScored">Rows that are Rejected or Failed.</param>
/// <param name="Memory">Resident memory.</param>
internal sealed record LoadReport(int Clips, double Rate, double[] Latencies, IReadOnlyList<string> Failures, int NotScored, MemoryCurve Memory)
{
    private const int MostFailures = 5;

    /// <summary>Clips per second of the storage calls alone; null where not measured.</summary>
    public double? Yardstick { get; init; }

    /// <summary>Writes it for a person to read.</summary>
    public void Write(IAnsiConsole console)
    {
        console.WriteLine(Text($"{Counted.Of(Clips, "clip")}, {Rate:0.0} per second"));
        if (Yardstick is { } alone)
            console.WriteLine(Text($"Storage calls alone: {alone:0.0} per second; the pipeline reaches {Rate / alone:0 %} of it"));
        console.WriteLine(Text($"Upload to row: median {Quantile(0.5):0.00} s, 95 % within {Quantile(0.95):0.00} s, 99 % within {Quantile(0.99):0.00} s"));
        console.WriteLine(Text($"Failed attempts: {Failures.Count}; rows that are not Scored: {NotScored}"));
        foreach (var failure in Failures.Take(MostFailures))
            console.WriteLine($"  {failure}");
        console.WriteLine(Text($"Function app's memory: {Memory.AppMegabytes(0.1, 0.3):0} MB early, {Memory.AppMegabytes(0.8, 1):0} MB late"));
    }

    private double Quantile(double share) => Latencies[(int)Math.Ceiling(share * Latencies.Length) - 1];

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
