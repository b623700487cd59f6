using Emotion.Training.Learning;
using Emotion.Training.Tests.Support;
using static TorchSharp.torch;

namespace Emotion.Training.Tests.Learning;

public sealed class SelfDistillationTests : IDisposable
{
    private static readonly float[] Labelled = [0.9f, 0.1f];

    private readonly TemporaryFolder _folder = new();
    private readonly SelfDistillation _distillation = new(clips: 3, labels: 2, share: 0.8, CPU);

    [Theory]
    [InlineData(0, 0.9f)]
    [InlineData(0.5, 0.9f * 0.6f + 0.3f * 0.4f)]
    [InlineData(1, 0.9f * 0.2f + 0.3f * 0.8f)]
    public void The_share_of_what_was_said_grows_with_progress(double progress, float expected)
    {
        Say(clip: 1, 0.3f);
        Assert.Equal([expected, 1 - expected], Target(clip: 1, progress), Near);
    }

    [Fact]
    public void A_clip_that_nothing_was_said_of_is_asked_for_by_its_label()
    {
        Say(clip: 1, 0.3f);
        Assert.Equal(Labelled, Target(clip: 2, progress: 1), Near);
    }

    [Fact]
    public void What_was_said_before_counts_half_as_much_with_each_time()
    {
        foreach (var said in (float[])[0.4f, 0.8f, 0.2f])
            Say(clip: 0, said);
        const float mean = (((0.4f + 0.8f) / 2) + 0.2f) / 2;
        Assert.Equal(0.9f * 0.2f + mean * 0.8f, Target(clip: 0, progress: 1)[0], 1e-6f);
    }

    [Fact]
    public void What_was_said_is_saved_and_loaded()
    {
        Say(clip: 1, 0.3f);
        var file = Path.Combine(_folder.Path, "said");
        _distillation.Save(file);
        using var loaded = new SelfDistillation(clips: 3, labels: 2, share: 0.8, CPU);
        loaded.Load(file);
        Assert.Equal(Target(clip: 1, progress: 1), Target(loaded, clip: 1, progress: 1));
    }

    public void Dispose()
    {
        _distillation.Dispose();
        _folder.Dispose();
    }

    private static bool Near(float a, float b) => Math.Abs(a - b) < 1e-6;

    private void Say(long clip, float first) => _distillation.Remember(tensor([clip]), tensor([first, 1 - first]).reshape(1, 2));

    private float[] Target(long clip, double progress) => Target(_distillation, clip, progress);

    private static float[] Target(SelfDistillation distillation, long clip, double progress) =>
        distillation.Targets(tensor([clip]), tensor(Labelled).reshape(1, 2), progress).data<float>().ToArray();
}
