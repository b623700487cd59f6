using System.CommandLine;
using Emotion.Audio.Recordings;
using Emotion.Cli.Inspecting;
using Emotion.Cli.Rendering;
using Emotion.Inference;
using Emotion.Pipeline.Models;
using Emotion.Pipeline.Results;
using Emotion.Plotting;
using Spectre.Console;

namespace Emotion.Cli.Commands;

/// <summary><c>emotion inspect</c>: one file, seen: waveform, mel spectrogram and what the model says, when.</summary>
internal static class InspectCommand
{
    public static Command Create()
    {
        var path = new Argument<string>("file") { Description = "An audio file. Formats other than WAV take ffmpeg." };
        var output = new Option<string?>("--out", "-o") { Description = "The picture. Default: the file's name with .png, in this folder.", HelpName = "PNG" };
        var models = ClassifyCommand.ModelsOption();
        var windowing = new WindowingOptions();
        var command = new Command("inspect", "Draw one file: waveform, mel spectrogram, and the emotions over time. Exit code 2 if it is rejected.") { path, output, models };
        windowing.AddTo(command);
        command.Does(async (parsed, cancel) =>
        {
            var file = parsed.GetValue(path)!;
            if (!File.Exists(file))
                throw new CommandException($"{file} is not a file.");
            var picture = parsed.GetValue(output) ?? Path.ChangeExtension(Path.GetFileName(file), ".png");
            using var scorer = ServedScorer.Load(ModelBundle.LoadCurrent(parsed.GetValue(models)!));
            var (result, segments) = LocalScoring.Score(file, scorer, windowing.Read(parsed), cancel);
            if (result.Status != ResultStatus.Scored)
            {
                ResultView.Write(Terminal.Out, [result]);
                return ExitCode.SomeRejected;
            }

            await OutputFile.WriteAsync(picture, png => DrawAsync(png, file, result, segments));
            InspectionView.Write(Terminal.Out, result, segments);
            if (PictureStyle.Warning is { } warning)
                Terminal.Error.MarkupLineInterpolated($"[yellow]{warning}[/]");
            Terminal.Out.WriteLine($"Wrote {picture}");
            return ExitCode.Done;
        });
        return command;
    }

    private static async Task DrawAsync(Stream png, string file, ClipResult result, IReadOnlyList<ClipSegment> segments)
    {
        using var audio = File.OpenRead(file);
        var overview = SoundOverview.Of(audio, result.Audio!.DurationSeconds);
        await png.WriteAsync(InspectionPicture.Draw(Path.GetFileName(file), overview, result.Prediction!, segments).ToPng());
    }
}
