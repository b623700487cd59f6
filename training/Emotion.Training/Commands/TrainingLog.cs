using System.Globalization;
using Emotion.Inference;
using Emotion.Training.Learning;
using Emotion.Training.Measuring;
using Emotion.Training.Reporting;
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

        console.WriteUnbroken($"{title} ({steps} steps)");
        return work(WriteIfAny);
    }

    /// <summary>Says how well the recipe does.</summary>
    public void Measured(IReadOnlyList<ProtocolRun> protocols, string report)
    {
        var table = new Table().AddColumns("protocol", "corpus", "test clips", "accuracy", "UAR", "macro F1", "calibration error");
        foreach (var protocol in protocols)
        {
            var byCorpus = ProtocolFigures.ByCorpus(protocol);
            AddRow(table, protocol.Protocol, byCorpus.Count > 0 ? "all" : protocol.Folds[0].Scored[0].Clip.Speaker.Corpus, ProtocolFigures.Of(protocol));
            foreach (var (corpus, figures) in byCorpus)
                AddRow(table, "", corpus, figures);
        }

        console.Write(table);
        Say($"Wrote {report}. Only protocol 'speaker' says what to expect of new voices.");
    }

    /// <summary>Says something, in a line that is not broken.</summary>
    public void Say(string line) => console.WriteUnbroken(line);

    /// <summary>Says where the model is.</summary>
    public void Published(ModelCard card, string folder) =>
        Say($"Wrote {Path.Combine(folder, card.Version)}, now the current model there.");

    private static void AddRow(Table table, string protocol, string corpus, ProtocolFigures figures) => table.AddRow(
        protocol,
        corpus,
        Figure.Count(figures.Pooled.Clips),
        Figure.Percent(figures.Accuracy),
        Figure.Percent(figures.Uar),
        Figure.Percent(figures.MacroF1),
        Figure.Number(figures.CalibrationError));

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
            console.WriteUnbroken(line);
    }
}
