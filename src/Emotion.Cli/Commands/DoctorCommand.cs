using System.CommandLine;
using System.Text.Json;
using Emotion.Cli.Doctor;
using Emotion.Cli.Rendering;
using Spectre.Console;

namespace Emotion.Cli.Commands;

/// <summary><c>emotion doctor</c>: is all there that the commands need?</summary>
internal static class DoctorCommand
{
    public static Command Create()
    {
        var json = new Option<bool>("--json") { Description = "Write JSON instead of a table." };
        var storage = new StorageOption();
        var command = new Command("doctor", "Check Node.js, Azurite, ffmpeg, model and storage, and say how to mend what is broken. Exit code 1 if anything is.") { json, storage };
        command.Does(async (parsed, cancel) =>
        {
            var findings = await Checkup.RunAsync(AppContext.BaseDirectory, () => storage.Connect(parsed), storage.IsLocal(parsed), cancel).ToListAsync(cancel);
            if (parsed.GetValue(json))
                Console.WriteLine(JsonSerializer.Serialize([.. findings], CliJson.Readable.FindingArray));
            else
                Show(findings);
            return findings.Exists(finding => finding.Health == Health.Broken) ? ExitCode.Failed : ExitCode.Done;
        });
        return command;
    }

    private static void Show(List<Finding> findings)
    {
        var table = new Table().Border(TableBorder.None).HideHeaders().AddColumns("", "", "");
        foreach (var finding in findings)
        {
            var (word, colour) = finding.Health switch
            {
                Health.Good => ("ok", Color.Green),
                Health.Missing => ("missing", Color.Yellow),
                _ => ("broken", Color.Red),
            };
            table.AddRow(new Text(word, colour), new Text(finding.Part), new Text(finding.Mend is null ? finding.What : $"{finding.What}\n{finding.Mend}"));
        }

        Terminal.Out.Write(table);
        var broken = findings.Count(finding => finding.Health == Health.Broken);
        Terminal.Out.WriteLine(broken == 0 ? "Everything that is needed works." : $"{broken} of {findings.Count} parts are broken.");
    }
}
