using Emotion.Training.Augmentation;
using Emotion.Training.Corpora;
using Emotion.Training.Learning;
using Emotion.Training.Networks;
using Emotion.Training.Tests.Support;

namespace Emotion.Training.Tests.Networks;

public class NetworkKindTests
{
    private static readonly AugmentationRecipe Asked = new() { Copies = 3 };

    [Theory]
    [InlineData("dense", "speaker", 3)]
    [InlineData("dense", "tutorial", 3)]
    [InlineData("residual", "speaker", 0)]
    [InlineData("residual", "tutorial", 3)]
    public void Copies_are_made_where_somebody_learns_from_them_or_tests_on_them(string network, string protocol, int copies)
    {
        Assert.Equal(copies, NetworkKind.Of(network).Copies(Asked, ["cross-corpus", protocol]).Copies);
        Assert.Equal(network == "dense" ? 3 : 0, NetworkKind.Of(network).Copies(Asked, []).Copies);
    }

    [Theory]
    [InlineData("dense", 6)]
    [InlineData("residual", 2)]
    public void A_network_over_spectrograms_learns_from_a_clip_once(string network, int rows)
    {
        Example[] clips = [.. Examples.Voices(2).Select(clip => clip with { Copies = [[1], [2]] })];
        var set = new TrainingSet([.. clips.SelectMany(clip => clip.Rows)], [], KeepsBest: false);

        Assert.Equal(rows, NetworkKind.Of(network).LearntFrom(set).Count);
    }

    [Theory]
    [InlineData("dense", true, true, 2, 1)]
    [InlineData("dense", false, false, 2, 0)]
    [InlineData("residual", true, true, 3, 0)] // the last epoch is kept: nobody has to choose it
    [InlineData("residual", true, false, 2, 0)] // somebody gave the split
    [InlineData("residual", false, false, 2, 0)] // they are the test's, and only watched
    public void Whoever_chooses_no_epoch_is_learnt_from(string network, bool keepsBest, bool may, int learntFrom, int chosenBy)
    {
        var rows = Examples.Voices(3).Select(clip => clip.Original).ToList();
        var set = new TrainingSet(rows[..2], rows[2..], keepsBest) { MayLearnFromValidation = may };

        Assert.Equal(learntFrom, NetworkKind.Of(network).LearntFrom(set).Count);
        Assert.Equal(chosenBy, NetworkKind.Of(network).ChosenBy(set).Count);
    }
}
