using System.CommandLine;
using Emotion.Inference;

namespace Emotion.Training.Commands;

/// <summary>The options of every command that makes a model: where it goes and what it is called, and where the report goes.</summary>
/// <param name="versionDefault">What a model is called where nothing is asked for.</param>
/// <param name="runDescription">What lies in the report's folder, and its default.</param>
internal sealed class OutputOptions(string versionDefault, string runDescription)
{
    private readonly Option<string?> _output = new("--out") { Description = "Folder to write the model bundle to.", HelpName = "DIR" };
    private readonly Option<bool> _measureOnly = new("--measure-only") { Description = "Measure, and make no model." };
    private readonly Option<string?> _version = new("--version") { Description = $"Name of the bundle. Default: {versionDefault}.", HelpName = "NAME" };
    private readonly Option<string?> _run = new("--run") { Description = runDescription, HelpName = "DIR" };

    /// <summary>Adds them to a command.</summary>
    public void AddTo(Command command)
    {
        _version.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<string?>() is { } version && !ModelBundle.IsVersion(version))
                result.AddError("--version becomes a folder: letters, digits, '.', '_' and '-', the first a letter or a digit.");
        });
        command.Validators.Add(result =>
        {
            if (result.GetValue(_output) is null && !result.GetValue(_measureOnly))
                result.AddError("Give --out DIR for the model bundle, or --measure-only.");
        });
        command.Options.Add(_output);
        command.Options.Add(_measureOnly);
        command.Options.Add(_version);
        command.Options.Add(_run);
    }

    /// <summary>The folder that bundles are written to; null to measure only.</summary>
    public string? Output(ParseResult result) => result.GetValue(_measureOnly) ? null : result.GetValue(_output);

    /// <summary>Names the bundle; null where nothing is asked for.</summary>
    public string? Version(ParseResult result) => result.GetValue(_version);

    /// <summary>The folder of the report; null where none is asked for.</summary>
    public string? Run(ParseResult result) => result.GetValue(_run);
}
