using System.Collections.Concurrent;
using System.CommandLine;
using Emotion.Pipeline;
using Emotion.Pipeline.Clips;
using Spectre.Console;

namespace Emotion.Cli.Commands;

/// <summary><c>emotion upload</c>: files into the clips container of any storage.</summary>
internal static class UploadCommand
{
    private const int Parallelism = 8;

    public static Command Create()
    {
        var paths = new Argument<string[]>("path") { Description = ClipFiles.Description, Arity = ArgumentArity.OneOrMore };
        var corpus = new Option<string>("--corpus") { Description = "Name under which the clips are kept and found again.", Required = true };
        var storage = new StorageOption();
        var command = new Command("upload", "Upload clips; a running pipeline scores them.") { paths, corpus, storage };
        command.Does(async (parsed, cancel) =>
        {
            var files = ClipFiles.Find(parsed.GetValue(paths)!);
            var name = CheckCorpus(parsed.GetValue(corpus)!);
            var clips = new ClipStore(storage.Connect(parsed).Blobs);
            await clips.CreateIfNotExistsAsync(cancel);
            var refused = await UploadAsync(clips, name, files, () => { }, cancel);
            foreach (var why in refused)
                Terminal.Error.MarkupLineInterpolated($"[red]not uploaded:[/] {why}");
            Terminal.Out.MarkupLineInterpolated($"{files.Count - refused.Count} clips uploaded to corpus {name}. See them with: emotion results --corpus {name}");
            return refused.Count == 0 ? ExitCode.Done : ExitCode.SomeRejected;
        });
        return command;
    }

    /// <summary>Uploads files in parallel; one that cannot be read or stored does not stop the others.</summary>
    /// <returns>A sentence for each that was not uploaded.</returns>
    public static async Task<IReadOnlyCollection<string>> UploadAsync(ClipStore clips, string corpus, IReadOnlyList<ClipFile> files, Action uploadedOne, CancellationToken cancel)
    {
        CheckUnique(files);
        var refused = new ConcurrentQueue<string>();
        var options = new ParallelOptions { MaxDegreeOfParallelism = Parallelism, CancellationToken = cancel };
        await Parallel.ForEachAsync(files, options, async (file, token) =>
        {
            try
            {
                await using var content = File.OpenRead(file.File);
                await clips.UploadAsync(new ClipId(corpus, file.Path), content, token);
                uploadedOne();
            }
            catch (Exception e) when (e is FormatException or IOException or UnauthorizedAccessException)
            {
                refused.Enqueue(e.Message);
            }
        });
        return refused;
    }

    public static string CheckCorpus(string name) => name.Length > 0 && !name.Contains('/', StringComparison.Ordinal)
        ? name
        : throw new CommandException("A corpus name must not be empty or hold a slash.");

    /// <summary>Two files of the same name would overwrite each other: a clip would be lost.</summary>
    private static void CheckUnique(IReadOnlyList<ClipFile> files)
    {
        if (files.GroupBy(file => file.Path, StringComparer.Ordinal).FirstOrDefault(group => group.Count() > 1) is { } clash)
            throw new CommandException($"{string.Join(" and ", clash.Select(file => file.File))} would both become {clash.Key}. Upload their common folder instead, or each to a corpus of its own.");
    }
}
