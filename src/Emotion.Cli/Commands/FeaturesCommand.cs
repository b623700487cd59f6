using System.CommandLine;
using System.Numerics.Tensors;
using Emotion.Audio;
using Emotion.Audio.Features;
using Emotion.Cli.Rendering;

namespace Emotion.Cli.Commands;

/// <summary><c>emotion features</c>: the numbers that the model is fed, to compare with librosa's or to use elsewhere.</summary>
internal static class FeaturesCommand
{
    private const int LongestSeconds = 1_000_000; // more than eleven days

    public static Command Create()
    {
        var paths = new Argument<string[]>("path") { Description = ClipFiles.Description, Arity = ArgumentArity.OneOrMore };
        var offset = new Option<double?>("--offset")
        {
            HelpName = "SECONDS",
            Description = "Where to start, in seconds, as librosa.load(offset=...). Default with --duration: 0.",
        };
        var duration = new Option<double?>("--duration")
        {
            HelpName = "SECONDS",
            Description = "How many seconds to read, as librosa.load(duration=...). Default with --offset: all that follows.",
        };
        offset.MustLieBetween(0, LongestSeconds);
        duration.MustLieBetween(0, LongestSeconds);
        var set = new Option<string>("--set") { Description = "Which features.", DefaultValueFactory = _ => FeatureSet.Librosa180 };
        set.AcceptOnlyFromAmong([.. FeatureRecipe.All.Select(recipe => recipe.Id)]);
        var json = new Option<bool>("--json") { Description = "Write JSON, with all values in full precision, instead of a table." };
        var command = new Command(
            "features",
            "Print what models are fed: the features of what the pipeline hears of a clip, or of any stretch. Exit code 2 if a clip cannot be read.")
        {
            paths, set, offset, duration, json,
        };
        command.Does((parsed, cancel) =>
        {
            var recipe = FeatureRecipe.Of(parsed.GetValue(set)!);
            var read = Reader(recipe, parsed.GetValue(offset), parsed.GetValue(duration));
            var files = parsed.GetValue(paths)!.SelectMany(FilesOf).ToList();
            var records = EachFile.Do(files, file => Describe(file, recipe, read), cancel);
            if (parsed.GetValue(json))
                FeatureJson.Write(Console.Out, records);
            else
                FeatureView.Write(Terminal.Out, records);
            return Task.FromResult(records.Count == files.Count ? ExitCode.Done : ExitCode.SomeRejected);
        });
        return command;
    }

    /// <summary>A folder gives its clips. A file that is not there must not keep the others from coming out, so it is kept for later.</summary>
    private static IEnumerable<string> FilesOf(string path) =>
        Directory.Exists(path) ? ClipFiles.Find([path]).Select(clip => clip.File) : [path];

    /// <summary>How to get the samples: the pipeline's way where nothing is said, else librosa's.</summary>
    private static Func<Stream, float[]> Reader(FeatureRecipe recipe, double? offset, double? duration) => offset is null && duration is null
        ? stream => ClipAnalyzer.ReadWindow(stream, recipe).Samples
        : stream => AudioLoader.Load(stream, offset ?? 0, duration);

    private static FeatureRecord Describe(string file, FeatureRecipe recipe, Func<Stream, float[]> read)
    {
        using var stream = File.OpenRead(file);
        var samples = read(stream);
        if (samples.Length == 0)
            throw new CommandException("There are no samples in that stretch. Check --offset and --duration against the clip's length.");
        if (!TensorPrimitives.IsFiniteAll<float>(samples))
            throw new CommandException("That stretch holds NaN or infinite samples. Export the clip again, as 16-bit PCM WAV.");
        var record = FeatureRecord.Of(recipe, file, samples);
        return record.IsFinite
            ? record
            : throw new CommandException("The samples of that stretch are too large to compute with. Samples lie between -1 and 1; export the clip again.");
    }
}
