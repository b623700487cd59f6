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

        new ModelFolder(models).Save(Bundles.Trained("first"));
        new ModelFolder(models).Save(Bundles.Trained("second"));

        Assert.Equal("second", ModelBundle.LoadCurrent(models).Card.Version);
        Assert.Equal("first", ModelBundle.Load(Path.Combine(models, "first")).Card.Version);
        Assert.Equal(["current.json", "first", "second"], Directory.GetFileSystemEntries(models).Select(Path.GetFileName).Order());
    }

    [Fact]
    public void A_version_is_never_overwritten()
    {
        using var root = new TemporaryFolder();
        var folder = new ModelFolder(root.Path);
        folder.Save(Bundles.Trained("first"));

        Assert.Contains("--version", Assert.Throws<TrainingException>(() => folder.Prepare("first")).Message, StringComparison.Ordinal);
        Assert.Throws<TrainingException>(() => folder.Save(Bundles.Trained("first")));
    }

    [Fact]
    public void A_save_that_fails_leaves_no_draft_and_no_half_bundle()
    {
        using var root = new TemporaryFolder();
        root.Write("current.json/in-the-way", []);

        Assert.ThrowsAny<Exception>(() => new ModelFolder(root.Path).Save(Bundles.Trained("first")));

        Assert.Equal(["current.json", "first"], Directory.GetFileSystemEntries(root.Path).Select(Path.GetFileName).Order());
        Assert.Equal("first", ModelBundle.Load(Path.Combine(root.Path, "first")).Card.Version);
    }
}
