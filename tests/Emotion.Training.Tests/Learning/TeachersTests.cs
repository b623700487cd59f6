using Emotion.Training.Learning;
using Emotion.Training.Networks;
using TorchSharp;
using static TorchSharp.torch;

namespace Emotion.Training.Tests.Learning;

public sealed class TeachersTests : IDisposable
{
    private const int Labels = 3;

    private readonly DisposeScope _scope = NewDisposeScope();
    private readonly Network[] _networks = [NetworkKind.Of(DenseNetwork.Id).Create(Labels), NetworkKind.Of(DenseNetwork.Id).Create(Labels)];
    private readonly Tensor _inputs;
    private readonly Tensor _labelled;

    public TeachersTests()
    {
        _inputs = randn(4, 180);
        _labelled = full(4, Labels, 0.1f);
        _labelled[TensorIndex.Colon, 0] = 0.8f;
    }

    [Theory]
    [InlineData(0)]
    [InlineData(0.7)]
    [InlineData(1)]
    public void A_target_is_the_label_and_for_a_share_what_the_teacher_says(double share)
    {
        using var teachers = Teachers(share, _networks[0]);
        var said = nn.functional.softmax(_networks[0].forward(_inputs), 1);
        AssertNear(_labelled * (1 - share) + said * share, teachers.Targets(_inputs, _labelled));
    }

    [Fact]
    public void What_several_say_is_the_mean_of_their_log_probabilities()
    {
        using var teachers = Teachers(1, _networks);
        var product = (nn.functional.softmax(_networks[0].forward(_inputs), 1) * nn.functional.softmax(_networks[1].forward(_inputs), 1)).sqrt();
        AssertNear(product / product.sum(1, keepdim: true), teachers.Targets(_inputs, _labelled));
    }

    [Fact]
    public void Nothing_is_learnt_by_a_teacher()
    {
        using var teachers = Teachers(1, _networks);
        Assert.False(teachers.Targets(_inputs, _labelled).requires_grad);
    }

    public void Dispose() => _scope.Dispose();

    private static Teachers Teachers(double share, params Network[] networks)
    {
        var teachers = new Teachers(networks, share);
        teachers.MoveTo(CPU, ScalarType.Float32);
        return teachers;
    }

    private static void AssertNear(Tensor expected, Tensor actual) =>
        Assert.All(expected.detach().reshape(-1).data<float>().Zip(actual.reshape(-1).data<float>()), pair => Assert.Equal(pair.First, pair.Second, 1e-6f));
}
