using Emotion.Audio.Features;
using Emotion.Training.Learning;
using Emotion.Training.Networks;
using Emotion.Training.Tests.Support;
using Microsoft.ML.OnnxRuntime;
using TorchSharp;
using static TorchSharp.torch;

namespace Emotion.Training.Tests.Onnx;

/// <summary>ONNX Runtime and torch give the same probabilities, on networks with random weights and biases.</summary>
public class OnnxEqualsTorchTests
{
    private const int Labels = 8;
    private const float Tolerance = 1e-4f;

    [Theory]
    [InlineData("conv1d", 1)]
    [InlineData("conv1d", 7)]
    [InlineData("dense", 1)]
    [InlineData("dense", 7)]
    public void On_features_of_speech(string network, int batch)
    {
        var rows = Enumerable.Range(0, batch).Select(seed => Voice.Features(seed)).ToArray();
        using var model = RandomModel(network, Enumerable.Range(100, 12).Select(seed => Voice.Features(seed)));
        AssertAlike(model, rows);
    }

    [Theory]
    [InlineData("conv1d", 1)]
    [InlineData("conv1d", 7)]
    [InlineData("dense", 7)]
    public void On_raw_features_far_from_1(string network, int batch)
    {
        // Mel power spans many decades, from a whisper to clipping; MFCC 0 lies near -600.
        var rows = Enumerable.Range(0, batch).Select(seed => Voice.Features(seed, gain: seed % 2 == 0 ? 5 : 0.001)).ToArray();
        using var model = RandomModel(network, Enumerable.Range(100, 12).Select(seed => Voice.Features(seed, gain: 1 + seed % 5)));
        Assert.True(rows.Max(row => row.Max(Math.Abs)) > 100);
        AssertAlike(model, rows);
    }

    private static TrainedModel RandomModel(string kind, IEnumerable<float[]> scale)
    {
        random.manual_seed(3);
        var network = NetworkKind.Of(kind).Create(FeatureSet.Length, Labels);
        foreach (var bias in network.parameters().Where(parameter => parameter.dim() == 1))
        {
            using var noGradients = no_grad();
            nn.init.uniform_(bias, -0.5, 0.5);
        }

        return new TrainedModel(Standardizer.Fit([.. scale]), network, [.. Enumerable.Range(0, Labels).Select(i => $"label {i}")])
        {
            History = [],
            KeptEpoch = 0,
        };
    }

    private static void AssertAlike(TrainedModel model, float[][] rows)
    {
        using var torchs = model.Predict(stack(rows.Select(row => tensor(row))));
        var expected = torchs.data<float>().ToArray();
        var actual = RunOnnx(model.ToOnnx(), rows);

        Assert.Equal(rows.Length * Labels, actual.Length);
        Assert.All(expected.Zip(actual), pair => Assert.Equal(pair.First, pair.Second, Tolerance));
        Assert.All(actual.Chunk(Labels), row => Assert.Equal(1, row.Sum(), 1e-5f));
    }

    private static float[] RunOnnx(byte[] onnx, float[][] rows)
    {
        using var session = new InferenceSession(onnx);
        using var options = new RunOptions();
        using var input = OrtValue.CreateTensorValueFromMemory(rows.SelectMany(row => row).ToArray(), [rows.Length, FeatureSet.Length]);
        using var outputs = session.Run(options, ["features"], [input], ["probabilities"]);
        return outputs[0].GetTensorDataAsSpan<float>().ToArray();
    }
}
