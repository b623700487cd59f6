using Emotion.Training.Augmentation;
using Emotion.Training.Learning;
using Emotion.Training.Tests.Support;

namespace Emotion.Training.Tests.Learning;

public class SpectrogramBatchesTests
{
    private static readonly SpectrogramBatches Batches = Of(7, Examples.Labels, 3);

    [Fact]
    public void An_epoch_has_every_clip_at_most_once_and_leaves_out_what_does_not_fill_a_batch()
    {
        var epoch = Batches.Epoch(1).ToList();

        Assert.Equal(2, Batches.Count);
        Assert.Equal([3, 3], epoch.Select(batch => batch.Targets.Length));
        Assert.Equal(6, epoch.SelectMany(batch => batch.Inputs.Chunk(batch.Inputs.Length / 3)).DistinctBy(input => input[0]).Count());
    }

    [Fact]
    public void The_same_seed_gives_the_same_epoch_and_another_another()
    {
        Assert.Equal(Inputs(1), Inputs(1));
        Assert.NotEqual(Inputs(1), Inputs(2));
    }

    [Fact]
    public void Fewer_clips_than_a_batch_has_make_one_smaller_batch() =>
        Assert.Equal(4, Assert.Single(Of(4, Examples.Labels, 64).Epoch(1)).Targets.Length);

    [Fact]
    public void A_label_that_the_network_does_not_tell_is_an_error()
    {
        var unknown = Of(3, ["angry"], 1);
        Assert.Throws<KeyNotFoundException>(() => unknown.Epoch(1).ToList());
    }

    private static SpectrogramBatches Of(int clips, IReadOnlyList<string> labels, int size) =>
        new([.. Examples.Spectrograms(clips).Select(example => example.Original)], labels, Bending.Usual, size);

    private static IEnumerable<float[]> Inputs(int seed) => Batches.Epoch(seed).Select(batch => batch.Inputs);
}
