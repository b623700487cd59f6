using Emotion.Training.Learning;
using static TorchSharp.torch;

namespace Emotion.Training.Tests.Learning;

public class MixupTests
{
    [Fact]
    public void A_share_of_the_batches_is_mixed_each_clip_with_the_clip_whose_label_is_named()
    {
        using var scope = NewDisposeScope();
        var targets = arange(16);
        var inputs = targets.to(ScalarType.Float32).unsqueeze(1); // a clip's only number is its label
        var chance = new Random(1);
        var mixed = Enumerable.Range(0, 200).Select(_ => Mixup.Of(inputs, targets, batches: 0.2, chance)).ToList();

        Assert.InRange(mixed.Count(batch => batch.IsMixed), 25, 60);
        Assert.All(mixed, batch =>
        {
            var expected = batch.Share * inputs + (1 - batch.Share) * batch.Others.to(ScalarType.Float32).unsqueeze(1);
            Assert.True(batch.Inputs.allclose(expected, rtol: 1e-4, atol: 1e-4));
        });
    }
}
