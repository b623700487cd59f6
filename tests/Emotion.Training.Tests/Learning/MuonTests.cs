using Emotion.Training.Learning;
using TorchSharp;
using static TorchSharp.torch;

namespace Emotion.Training.Tests.Learning;

public class MuonTests
{
    [Theory]
    [InlineData(16, 144)]
    [InlineData(144, 16)]
    [InlineData(48, 64)]
    public void Every_direction_of_a_step_has_about_one_length(int rows, int columns)
    {
        random.manual_seed(3);

        using var values = linalg.svdvals(Muon.Orthogonalise(randn(rows, columns)));

        Assert.InRange(values.min().item<float>(), 0.6f, 1.3f);
        Assert.InRange(values.max().item<float>(), 0.7f, 1.3f);
    }

    [Fact]
    public void A_step_keeps_the_directions_of_the_gradient()
    {
        random.manual_seed(3);
        var matrix = randn(8, 24);
        var (left, _, right) = linalg.svd(matrix, fullMatrices: false);

        using var inItsDirections = left.t().mm(Muon.Orthogonalise(matrix)).mm(right.t());

        Assert.True((inItsDirections - diag(inItsDirections.diag())).abs().max().item<float>() < 1e-4);
    }

    [Fact]
    public void A_step_is_as_large_as_one_of_AdamW()
    {
        random.manual_seed(3);
        var weight = nn.Parameter(zeros(32, 16, 3, 3));
        using var muon = new Muon([weight], learningRate: 0.01, weightDecay: 0);
        (weight * randn_like(weight)).sum().backward();

        muon.step();

        Assert.InRange(weight.square().mean().sqrt().item<float>(), 0.8 * 0.2 * 0.01, 1.2 * 0.2 * 0.01);
    }

    [Fact]
    public void Weights_that_get_no_gradient_stay_and_others_decay()
    {
        var (left, decayed) = (nn.Parameter(ones(4, 4)), nn.Parameter(ones(4, 4)));
        using var muon = new Muon([left, decayed], learningRate: 0.01, weightDecay: 0.5);
        (decayed * 0).sum().backward();

        muon.step();

        Assert.True(left.eq(1).all().item<bool>());
        Assert.True(decayed.allclose(tensor(1 - 0.01f * 0.5f)));
    }
}
