using System.CommandLine;
using Emotion.Cli.Rendering;
using Emotion.Inference;
using Emotion.Pipeline;
using Emotion.Pipeline.Models;

namespace Emotion.Cli.Commands;

/// <summary><c>emotion models</c>: the published models, and which of them is in use.</summary>
internal static class ModelsCommand
{
    public static Command Create() => new("models", "See the published models, and choose the one in use.") { List(), Show(), Activate(), RollBack() };

    private static Command List()
    {
        var json = new Option<bool>("--json") { Description = "Write JSON instead of a table." };
        return Create("list", "List all versions; each bundle is downloaded and checked.", [json], async (models, parsed, cancel) =>
        {
            var list = await models.ListAsync(cancel);
            if (parsed.GetValue(json))
                ModelJson.Write(Console.Out, list);
            else
                ModelView.Write(Terminal.Out, list);
            if (await models.FindCurrentAsync(cancel) is { Problem: { } problem })
                throw new CommandException($"{problem} The pipeline stays with the model that it had; mend it with: emotion models activate VERSION");
        });
    }

    private static Command Show()
    {
        var version = Version();
        var json = new Option<bool>("--json") { Description = "Write the whole card as JSON." };
        return Create("show", "Show a version's card.", [version, json], async (models, parsed, cancel) =>
        {
            var bundle = await models.DownloadBundleAsync(parsed.GetValue(version)!, cancel);
            ServedScorer.Check(bundle);
            if (parsed.GetValue(json))
                Console.Write(bundle.Card.ToJson());
            else
                ModelView.Write(Terminal.Out, bundle.Card);
        });
    }

    private static Command Activate()
    {
        var version = Version();
        return Create("activate", "Put a version into use; the running pipeline follows within a minute.", [version], async (models, parsed, cancel) =>
            Tell(await new ModelSwitch(models).ActivateAsync(parsed.GetValue(version)!, cancel)));
    }

    private static Command RollBack() =>
        Create("rollback", "Put the version into use that was in use before; repeated, it goes further back.", [], async (models, _, cancel) =>
            Tell(await new ModelSwitch(models).RollBackAsync(cancel)));

    private static Argument<string> Version() => new("version") { Description = "As 'emotion models list' names it." };

    private static void Tell(CurrentModel current) => Console.WriteLine($"{current.Version} is in use."
        + (current.History is [var before, ..] ? $" Before it: {before}; 'emotion models rollback' goes back to it." : ""));

    private static Command Create(string name, string description, IEnumerable<Symbol> symbols, Func<PublishedModels, ParseResult, CancellationToken, Task> action)
    {
        var storage = new StorageOption();
        var command = new Command(name, description) { storage };
        foreach (var symbol in symbols)
        {
            if (symbol is Argument argument)
                command.Add(argument);
            else if (symbol is Option option)
                command.Add(option);
        }

        command.Does(async (parsed, cancel) =>
        {
            await action(new PublishedModels(storage.Connect(parsed).Blobs), parsed, cancel);
            return ExitCode.Done;
        });
        return command;
    }
}
