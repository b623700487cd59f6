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
    private const int BarWidth = 20; // leaves room for the rest on a terminal of 80 columns

    /// <summary>Shows a piece of work that has a known number of steps.</summary>
    /// <param name="title">What is done.</param>
    /// <param name="steps">How many steps it takes.</param>
    /// <param name="work">Calls its argument after each step, from any thread.</param>
    public T Track<T>(string title, int steps, Func<Action, T> work) => Track(title, steps, step => work(() => step(null)));

    /// <summary>Shows a training.</summary>
    /// <param name="title">Which.</param>
    /// <param name="epochs">How many epochs it takes, at most.</param>
    /// <param name="work">Calls its argument after each epoch.</param>
    public T Track<T>(string title, int epochs, Func<Action<EpochReport?>, T> work)
    {
        if (console.Profile.Out.IsTerminal)
            return Bars().Start(progress => OnBar(progress.AddTask(Markup.Escape(title), maxValue: epochs), title, work));

        console.WriteUnbroken($"{title} ({epochs} steps)");
        return work(epoch =>
        {
            if (epoch is not null)
                console.WriteUnbroken(Line(epoch));
        });
    }

    /// <summary>Says how well the recipe does.</summary>
    /// <param name="protocols">What was measured.</param>
    /// <param name="report">The report, which says more.</param>
    public void Measured(IReadOnlyList<ProtocolRun> protocols, string report)
    {
        var table = new Table();
        foreach (var column in (string[])["protocol", "corpus", "clips", "accuracy", "UAR", "ECE"])
            table.AddColumn(new TableColumn(column).NoWrap());
        foreach (var protocol in protocols)
        {
            var byCorpus = ProtocolFigures.ByCorpus(protocol);
            AddRow(table, protocol.Protocol, byCorpus.Count > 0 ? "all" : protocol.Folds[0].Scored[0].Clip.Speaker.Corpus, ProtocolFigures.Of(protocol));
            foreach (var (corpus, figures) in byCorpus)
                AddRow(table, "", corpus, figures);
        }

        console.Write(table);
        Say("ECE is the expected calibration error; ± the standard deviation over folds.");
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
        Figure.Number(figures.CalibrationError.Mean));

    private static string Line(EpochReport epoch) => string.Create(
        CultureInfo.InvariantCulture,
        $"epoch {epoch.Epoch,3}  loss {epoch.Loss:0.0000}  accuracy {epoch.Accuracy:0.000}  {Validation(epoch)}learning rate {epoch.LearningRate:0.##e+0}");

    private static string Validation(EpochReport epoch) => epoch.ValidationLoss is null ? "" : string.Create(
        CultureInfo.InvariantCulture, $"validation loss {epoch.ValidationLoss:0.0000}  accuracy {epoch.ValidationAccuracy:0.000}  ");

    private static string ShortLine(EpochReport epoch) => string.Create(CultureInfo.InvariantCulture, $"loss {epoch.Loss:0.00}")
        + (epoch.ValidationLoss is null ? "" : string.Create(CultureInfo.InvariantCulture, $", val. {epoch.ValidationLoss:0.00}"));

    private Progress Bars() => console.Progress().Columns(
        new TaskDescriptionColumn(), new ProgressBarColumn { Width = BarWidth }, new PercentageColumn(), new RemainingTimeColumn());

    private static T OnBar<T>(ProgressTask bar, string title, Func<Action<EpochReport?>, T> work)
    {
        var result = work(epoch =>
        {
            if (epoch is not null)
                bar.Description = Markup.Escape($"{title}: {ShortLine(epoch)}");
            bar.Increment(1);
        });
        bar.Value = bar.MaxValue; // a training may stop early
        return result;
    }
}
