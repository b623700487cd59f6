using System.Globalization;
using Emotion.Inference;
using Emotion.Training.Corpora;
using Emotion.Training.Learning;
using Spectre.Console;

namespace Emotion.Training.Commands;

/// <summary>What the user sees: bars that move on a terminal, plain lines where the output goes to a file.</summary>
public sealed class TrainingLog(IAnsiConsole console)
{
    /// <summary>An epoch in a line.</summary>
    public static string Line(EpochReport epoch) => string.Create(
        CultureInfo.InvariantCulture,
        $"epoch {epoch.Epoch,3}  loss {epoch.Loss:0.0000}  accuracy {epoch.Accuracy:0.000}  {Validation(epoch)}learning rate {epoch.LearningRate:0.##e+0}");

    /// <summary>Shows a piece of work that has a known number of steps.</summary>
    /// <param name="title">What is done.</param>
    /// <param name="steps">How many steps it takes.</param>
    /// <param name="work">Calls its argument after each step, from any thread, with a line to show or null.</param>
    public T Track<T>(string title, int steps, Func<Action<string?>, T> work)
    {
        if (console.Profile.Out.IsTerminal)
            return console.Progress().Start(progress => OnBar(progress.AddTask(Markup.Escape(title), maxValue: steps), title, work));

        console.WriteLine($"{title} ({steps} steps)");
        return work(WriteIfAny);
    }

    /// <summary>Says what was read, and names what was left out.</summary>
    public void Loaded(Corpus corpus, Dataset loaded)
    {
        console.WriteLine($"{loaded.Examples.Count} clips of {corpus.Info.Name}; {corpus.OtherFiles} other WAV files ignored.");
        foreach (var leftOut in loaded.LeftOut)
            console.WriteLine($"Left out: {leftOut.Clip.Name}: {leftOut.Reason}");
    }

    /// <summary>Says what was written, and how well the recipe does.</summary>
    public void Published(ModelCard card, string folder)
    {
        foreach (var evaluation in card.Evaluations)
        {
            console.WriteLine($"{evaluation.Protocol} on {string.Join(", ", evaluation.TestSpeakers)} ({evaluation.Clips} clips): "
                + $"accuracy {Percent(evaluation.Accuracy)}, UAR {Percent(evaluation.Uar)}, macro F1 {Percent(evaluation.MacroF1)}");
            console.Write(Recalls(evaluation, card.Labels));
        }

        console.WriteLine($"Wrote {Path.Combine(folder, card.Version)}, now the current model there.");
    }

    private static string Validation(EpochReport epoch) => epoch.ValidationLoss is null ? "" : string.Create(
        CultureInfo.InvariantCulture, $"validation loss {epoch.ValidationLoss:0.0000}  accuracy {epoch.ValidationAccuracy:0.000}  ");

    private static T OnBar<T>(ProgressTask bar, string title, Func<Action<string?>, T> work)
    {
        var result = work(line =>
        {
            if (line is not null)
                bar.Description = Markup.Escape($"{title}: {line}");
            bar.Increment(1);
        });
        bar.Value = bar.MaxValue; // a training may stop early
        return result;
    }

    private void WriteIfAny(string? line)
    {
        if (line is not null)
            console.WriteLine(line);
    }

    private static Table Recalls(Evaluation evaluation, IReadOnlyList<string> labels)
    {
        var table = new Table().AddColumns(["true \\ given", .. labels, "recall"]);
        foreach (var (label, row) in labels.Zip(evaluation.Confusion))
        {
            var recall = evaluation.Recall.TryGetValue(label, out var value) ? Percent(value) : "";
            table.AddRow([label, .. row.Select(count => count.ToString(CultureInfo.InvariantCulture)), recall]);
        }

        return table;
    }

    private static string Percent(double share) => share.ToString("P1", CultureInfo.InvariantCulture);
}
