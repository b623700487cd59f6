using Emotion.Inference;
using Emotion.Training.Corpora;
using Emotion.Training.Learning;
using Emotion.Training.Publishing;
using Emotion.Training.Tests.Support;

namespace Emotion.Training.Tests.Publishing;

public class ModelFolderTests
{
    [Fact]
    public void A_saved_bundle_is_the_current_one_and_nothing_else_is_left()
    {
        using var root = new TemporaryFolder();
        var models = Path.Combine(root.Path, "models");

        new ModelFolder(models).Save(Bundle("first"));
        new ModelFolder(models).Save(Bundle("second"));

        Assert.Equal("second", ModelBundle.LoadCurrent(models).Card.Version);
        Assert.Equal("first", ModelBundle.Load(Path.Combine(models, "first")).Card.Version);
        Assert.Equal(["current.json", "first", "second"], Directory.GetFileSystemEntries(models).Select(Path.GetFileName).Order());
    }

    [Fact]
    public void A_version_is_never_overwritten()
    {
        using var root = new TemporaryFolder();
        var folder = new ModelFolder(root.Path);
        folder.Save(Bundle("first"));

        Assert.Contains("--version", Assert.Throws<TrainingException>(() => folder.Prepare("first")).Message, StringComparison.Ordinal);
        Assert.Throws<TrainingException>(() => folder.Save(Bundle("first")));
    }

    [Fact]
    public void A_save_that_fails_leaves_no_draft_and_no_half_bundle()
    {
        using var root = new TemporaryFolder();
        root.Write("current.json/in-the-way", []);

        Assert.ThrowsAny<Exception>(() => new ModelFolder(root.Path).Save(Bundle("first")));

        Assert.Equal(["current.json", "first"], Directory.GetFileSystemEntries(root.Path).Select(Path.GetFileName).Order());
        Assert.Equal("first", ModelBundle.Load(Path.Combine(root.Path, "first")).Card.Version);
    }

    private static ModelBundle Bundle(string version)
    {
        var set = Examples.Set(3);
        var corpus = new CorpusInfo("ravdess", "Test", "CC0", "Nobody (2026).", "CC0", []);
        var trainer = new Trainer(new Recipe { Epochs = 1 }, Examples.Labels);
        using var model = trainer.Train(set, null, _ => { }, TestContext.Current.CancellationToken);
        return new BundleMaker(version, [corpus], "train", DateTimeOffset.UnixEpoch).Make(model, set.Training.Select(row => row.Example.Clip), []);
    }
}
