using System.Globalization;
using Spectre.Console;

namespace Emotion.Cli.Load;

/// <summary>What the load of one long recording found.</summary>
/// <param name="Minutes">Its length.</param>
/// <param name="Windows">How many windows were scored.</param>
/// <param name="Uploaded">How long the upload took.</param>
/// <param name="Finished">How long it took from the start of the upload to the row.</param>
/// <param name="Memory">Resident memory.</param>
internal sealed record RecordingReport(int Minutes, int Windows, TimeSpan Uploaded, TimeSpan Finished, MemoryCurve Memory)
{
    /// <summary>Writes it for a person to read.</summary>
    public void Write(IAnsiConsole console)
    {
        console.WriteLine(Text($"{Minutes} minutes, {Windows} windows: {Uploaded.TotalSeconds:0.0} s to upload, {Finished.TotalSeconds:0.0} s to the row"));
        console.WriteLine(Text($"Function app's memory: {Memory.AppMegabytes(0, 0):0} MB at first, {Memory.AppPeakMegabytes:0} MB at most"));
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
