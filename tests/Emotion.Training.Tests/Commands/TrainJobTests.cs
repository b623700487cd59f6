using Emotion.Inference;
using Emotion.Training.Augmentation;
using Emotion.Training.Commands;
using Emotion.Training.Corpora;
using Emotion.Training.Learning;
using Emotion.Training.Tests.Support;
using Spectre.Console;

namespace Emotion.Training.Tests.Commands;

/// <summary>The work behind <c>train</c>, cut off where a test wants it.</summary>
public sealed class TrainJobTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void A_final_training_is_not_gone_on_with_for_another_number_of_epochs()
    {
        Voice.WriteCorpus(_folder);
        var options = new TrainOptions
        {
            Corpora = [],
            Recipe = new Recipe { Network = "dense", Epochs = 30, LearningRate = 0.01 }, // by such steps the best epoch on other voices is an early one
            Augmentation = AugmentationRecipe.None,
            Protocols = ["speaker"],
            Folds = 2,
            Device = "cpu",
            Threads = 1,
            Output = Path.Combine(_folder.Path, "models"),
            Run = Path.Combine(_folder.Path, "whole"),
            Resume = false,
            Version = "whole",
        };
        var whole = Train(options);

        // Without a protocol all 30 epochs are run; with one they are fewer, and the steps until then would have been others.
        var cutOff = options with { Run = Path.Combine(_folder.Path, "cut"), Protocols = [], Version = "resumed" };
        Assert.Throws<OperationCanceledException>(() => Train(cutOff, stopAfter: "epoch  29"));
        var resumed = Train(cutOff with { Protocols = ["speaker"], Resume = true });

        Assert.DoesNotContain("for 30 epochs", whole.Card.Network, StringComparison.Ordinal);
        Assert.Equal(whole.Card.Network, resumed.Card.Network);
        Assert.Equal(whole.Card.Sha256, resumed.Card.Sha256);
    }

    public void Dispose() => _folder.Dispose();

    private ModelBundle Train(TrainOptions options, string? stopAfter = null)
    {
        using var stop = new CancellationTokenSource();
        using var output = new WatchedWriter(line =>
        {
            if (stopAfter is not null && line.StartsWith(stopAfter, StringComparison.Ordinal))
                stop.Cancel();
        });
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(output) });
        var corpora = CorpusSource.Find([$"ravdess={Path.Combine(_folder.Path, "corpus")}"], [], includeSong: false);
        return new TrainJob(options, corpora, null, new CorpusReading(console), new TrainingLog(console), TimeProvider.System).Run(stop.Token)!;
    }

    private sealed class WatchedWriter(Action<string> onLine) : StringWriter
    {
        public override void WriteLine(string? value)
        {
            base.WriteLine(value);
            onLine(value ?? "");
        }
    }
}
