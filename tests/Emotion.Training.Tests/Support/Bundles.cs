using Emotion.Inference;
using Emotion.Training.Corpora;
using Emotion.Training.Learning;
using Emotion.Training.Onnx;
using Emotion.Training.Publishing;

namespace Emotion.Training.Tests.Support;

/// <summary>Bundles of models that learnt next to nothing.</summary>
public static class Bundles
{
    /// <summary>A bundle of the tutorial's network after one epoch.</summary>
    /// <param name="version">Names it.</param>
    /// <param name="seed">Another is another network.</param>
    public static ModelBundle Trained(string version, int seed = 42)
    {
        var trainer = new Trainer(new Recipe { Epochs = 1, Seed = seed }, Examples.Labels);
        using var model = trainer.Train(Examples.Set(3), null, _ => { }, TestContext.Current.CancellationToken);
        return Of(version, model);
    }

    /// <summary>A bundle of a model.</summary>
    public static ModelBundle Of(string version, IExportable model)
    {
        var corpus = new CorpusInfo("ravdess", "Test", "CC0", "Nobody (2026).", "CC0", []);
        return new BundleMaker(version, [corpus], "train", DateTimeOffset.UnixEpoch).Make(model, Examples.Voices(3).Select(voice => voice.Clip), []);
    }
}
