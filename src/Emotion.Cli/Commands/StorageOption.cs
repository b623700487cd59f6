using System.CommandLine;
using Emotion.Pipeline;

namespace Emotion.Cli.Commands;

/// <summary><c>--storage</c>, shared by the commands that talk to one.</summary>
internal static class StorageOption
{
    public static Option<string> Create() => new("--storage")
    {
        Description = $"Connection string, or account name (signs in as you). Default: ${Storage.Setting} or ${Storage.AccountNameSetting}, else the local pipeline of 'emotion up'.",
        DefaultValueFactory = _ => Storage.InEnvironment ?? "UseDevelopmentStorage=true",
    };
}
