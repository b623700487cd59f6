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
            await UploadAsync(clips, name, files, () => { }, cancel);
            Terminal.Out.MarkupLineInterpolated($"{files.Count} clips uploaded to corpus {name}. See them with: emotion results --corpus {name}");
            return ExitCode.Done;
        });
        return command;
    }

    /// <summary>Uploads files in parallel.</summary>
    /// <returns>The version of each, by clip.</returns>
    public static async Task<IReadOnlyList<ClipVersion>> UploadAsync(ClipStore clips, string corpus, IReadOnlyList<ClipFile> files, Action uploadedOne, CancellationToken cancel)
    {
        CheckUnique(files);
        var versions = new ClipVersion[files.Count];
        var options = new ParallelOptions { MaxDegreeOfParallelism = Parallelism, CancellationToken = cancel };
        await Parallel.ForAsync(0, files.Count, options, async (i, token) =>
        {
            await using var content = File.OpenRead(files[i].File);
            versions[i] = await clips.UploadAsync(new ClipId(corpus, files[i].Path), content, token);
            uploadedOne();
        });
        return versions;
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
