using System.CommandLine;
using Emotion.Cli.LocalHost;
using Emotion.Cli.Page;
using Emotion.Pipeline.Clips;
using Spectre.Console;

namespace Emotion.Cli.Commands;

/// <summary><c>emotion up</c>: the pipeline on this machine, until Ctrl+C.</summary>
internal static class UpCommand
{
    public static Command Create()
    {
        var data = new Option<string>("--data")
        {
            HelpName = "DIR",
            Description = "Folder where the storage keeps clips and results between runs.",
            DefaultValueFactory = _ => Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData), "emotion-functions", "storage"),
        };
        var watch = new Option<string?>("--watch") { Description = "Also pick up the clips that land in this folder; each subfolder is a corpus.", HelpName = "DIR" };
        var verbose = new Option<bool>("--verbose", "-v") { Description = "Show the function app's log, and a line for each span and metric." };
        var port = new Option<int?>("--port") { HelpName = "PORT", Description = $"Where the page and the HTTP functions listen, for this machine alone. Default: {PageServer.UsualPort}, or a free one where that is taken." };
        port.MustLieBetween(1, ushort.MaxValue);
        var command = new Command("up", "Run the pipeline on this machine, with a page to drop clips on, until Ctrl+C.") { data, watch, port, verbose };
        command.Does(async (parsed, cancel) =>
        {
            if (parsed.GetValue(port) is { } asked)
                PageServer.Check(asked);
            var folder = Path.GetFullPath(parsed.GetValue(data)!);
            Directory.CreateDirectory(folder);
            Action<string>? log = parsed.GetValue(verbose) ? Terminal.Out.WriteLine : null;
            await using var pipeline = await LocalPipeline.StartAsync(folder, Terminal.Out.WriteLine, Warn, log, cancel);
            await using var page = await PageServer.StartAsync(pipeline.HttpFunctions, pipeline.HandlerAddressAsync, parsed.GetValue(port), cancel);
            Announce(pipeline, page.Address, folder, parsed.GetValue(watch));

            var watching = parsed.GetValue(watch) is { } drop
                ? new WatchedFolder(drop, new ClipStore(pipeline.Storage.Blobs), pipeline.BlobOutage, Terminal.Out.WriteLine).RunAsync(cancel)
                : Task.Delay(Timeout.Infinite, cancel);
            await await Task.WhenAny(pipeline.Completion, watching);
            return ExitCode.Done;
        });
        return command;
    }

    private static void Announce(LocalPipeline pipeline, Uri page, string folder, string? watch)
    {
        var storage = pipeline.IsAtWellKnownPorts ? "" : $" --storage \"{pipeline.ConnectionString}\"";
        Terminal.Out.MarkupLine("[bold green]The pipeline is running.[/] Ctrl+C stops it; clips and results stay.");

        // Straight to the terminal: what is meant to be copied must not be wrapped.
        Console.WriteLine($"The page        {page}");
        Console.WriteLine($"Drop clips      emotion upload DIR --corpus NAME{storage}");
        Console.WriteLine(watch is null ? "                or copy them into a folder: emotion up --watch DIR" : $"                or copy them into {WatchedFolder.FullPath(watch)}/CORPUS/");
        Console.WriteLine($"See results     emotion results --corpus NAME{storage}");
        Console.WriteLine($"Container       {ClipStore.ContainerName} (blob names CORPUS/PATH)");
        Console.WriteLine($"Connection      {pipeline.ConnectionString}");
        Console.WriteLine($"Data            {folder}");
    }

    private static void Warn(string text) => Terminal.Error.MarkupLineInterpolated($"[yellow]{text}[/]");
}
