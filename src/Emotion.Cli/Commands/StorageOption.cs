using System.CommandLine;
using Emotion.Pipeline;

namespace Emotion.Cli.Commands;

/// <summary><c>--storage</c>, shared by the commands that talk to one.</summary>
internal sealed class StorageOption : Option<string?>
{
    private const string LocalPipeline = "UseDevelopmentStorage=true";

    // The default is not told to the command line, whose --help would print it: a connection string holds a key.
    public StorageOption() : base("--storage")
    {
        Description = $"Connection string, or account name (signs in as you). Default: ${Storage.Setting} or ${Storage.AccountNameSetting}, "
            + "else the local pipeline of 'emotion up'.";
        HelpName = "ACCOUNT";
    }

    /// <summary>Connects to the storage that was asked for.</summary>
    /// <exception cref="FormatException">A connection string was given that cannot be parsed.</exception>
    public Storage Connect(ParseResult parsed) => Storage.Connect(Asked(parsed) ?? LocalPipeline);

    /// <summary>Whether the local pipeline's is meant.</summary>
    public bool IsLocal(ParseResult parsed) => Asked(parsed) is null or LocalPipeline;

    private string? Asked(ParseResult parsed) => parsed.GetValue(this) ?? Storage.InEnvironment;
}
