using Emotion.Audio.Features;
using Emotion.Training.Corpora;
using Emotion.Training.Learning;
using Emotion.Training.Networks;
using Emotion.Training.Onnx;
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

    [Theory]
    [InlineData("residual", 1)]
    [InlineData("residual", 5)]
    [InlineData("residual-wide", 5)]
    [InlineData("residual-fine", 5)]
    [InlineData("residual-finer", 5)]
    public void On_spectrograms_of_speech(string network, int batch)
    {
        var set = TrainingFeatures.Of(FeatureSet.LogMel64);
        using var model = RandomModel(network, null, fresh => LookAround(fresh, set));
        model.Temperature = 1.7;
        AssertAlike(model, [.. Enumerable.Range(0, batch).Select(seed => set.ToInput(Voice.Spectrogram(seed)))]);
    }

    [Fact]
    public void As_part_of_another_graph_with_16_bits_a_weight()
    {
        var set = TrainingFeatures.Of(FeatureSet.LogMel64);
        using var model = RandomModel("residual-finer", null, fresh => LookAround(fresh, set));
        var whole = model.ToOnnx();
        var graph = new GraphBuilder();

        var part = graph.Build(set.Recipe.Length, Labels, graph.Include(whole, GraphBuilder.Input));

        Assert.InRange(part.Length, 0.5 * whole.Length, 0.52 * whole.Length);
        AssertAlike(model, [.. Enumerable.Range(0, 5).Select(seed => set.ToInput(Voice.Spectrogram(seed)))], part);
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 1)]
    [InlineData(1, 2)]
    [InlineData(2, 2)]
    public void Convolution_with_normalisation(int time, int frequency) =>
        AssertAlike(new NormalisedConvolution(1, 6, 3, (time, frequency)), time, frequency, outputs: 6);

    [Theory]
    [InlineData(1, 1, 1)]
    [InlineData(1, 2, 5)]
    [InlineData(2, 2, 5)]
    public void Residual_block(int time, int frequency, int outputs) =>
        AssertAlike(new ResidualBlock(1, outputs, (time, frequency)), time, frequency, outputs);

    [Fact]
    public void Attentive_statistics() => AssertAlike(Randomised(new AttentiveStatisticsLayer(12)), [5, 1, 7, 12], outputWidth: 24);

    private static TrainedModel RandomModel(string kind, IEnumerable<float[]>? scale, Action<Network>? prepare = null)
    {
        random.manual_seed(3);
        var features = NetworkKind.Of(kind).Features;
        var network = NetworkKind.Of(kind).Create(Labels);
        Randomise(network);
        prepare?.Invoke(network);
        return new TrainedModel(
            features, scale is null ? null : Standardizer.Fit([.. scale]), network, [.. Enumerable.Range(0, Labels).Select(i => $"label {i}")])
        {
            History = [],
            KeptEpoch = 0,
        };
    }

    /// <summary>Batch normalisation sees speech: made-up statistics would blow the values up until rounding shows.</summary>
    private static void LookAround(Network network, TrainingFeatures set)
    {
        using var noGradients = no_grad();
        using var scope = NewDisposeScope();
        var inputs = stack(Enumerable.Range(100, 8).Select(seed => tensor(set.ToInput(Voice.Spectrogram(seed)))));
        network.train();
        for (var i = 0; i < 20; i++)
            network.forward(inputs);
    }

    private static Layer Randomised(Layer layer)
    {
        random.manual_seed(4);
        Randomise(layer);
        layer.eval();
        return layer;
    }

    /// <summary>Biases, and what batch normalisation has seen, are not left at 0 and 1.</summary>
    private static void Randomise(nn.Module network)
    {
        using var noGradients = no_grad();
        foreach (var vector in network.parameters().Concat(network.buffers()).Where(tensor => tensor.dim() == 1))
            nn.init.uniform_(vector, 0.1, 0.9);
    }

    private static void AssertAlike(Layer layer, int time, int frequency, int outputs)
    {
        const int Frames = 9;
        const int Bands = 6;
        var width = outputs * ((Frames + time - 1) / time) * ((Bands + frequency - 1) / frequency);
        AssertAlike(Randomised(layer), [3, 1, Frames, Bands], width);
    }

    /// <summary>A layer by itself, between what makes an image of a row and a row of an image.</summary>
    private static void AssertAlike(Layer layer, long[] shape, int outputWidth)
    {
        using var noGradients = no_grad();
        using var scope = NewDisposeScope();
        var input = randn(shape);
        var expected = layer.forward(input).contiguous();
        var graph = new GraphBuilder();
        var image = TimeAndBandsSwapped(graph, graph.Add("Reshape", ["features", graph.Constant([-1L, .. shape[1..]])]));
        var output = layer.WriteTo(graph, image);
        var result = graph.Add("Flatten", [expected.dim() == shape.Length ? TimeAndBandsSwapped(graph, output) : output]);
        var width = (int)(shape[1] * shape[2] * shape[3]);
        var rows = input.data<float>().ToArray().Chunk(width).ToArray();

        var actual = RunOnnx(graph.Build(width, outputWidth, result), rows);

        Assert.Equal(expected.data<float>().ToArray(), actual, (a, b) => Math.Abs(a - b) < Tolerance);
    }

    /// <summary>Images have time before bands in torch, and after them in a graph: see <see cref="SpectrogramLayer.WriteTo"/>.</summary>
    private static string TimeAndBandsSwapped(GraphBuilder graph, string image) => graph.Add("Transpose", [image], ("perm", [0, 1, 3, 2]));

    private static void AssertAlike(TrainedModel model, float[][] rows, byte[]? onnx = null)
    {
        using var torchs = model.Predict(stack(rows.Select(row => tensor(row))));
        var expected = torchs.data<float>().ToArray();
        var actual = RunOnnx(onnx ?? model.ToOnnx(), rows);

        Assert.Equal(rows.Length * Labels, actual.Length);
        Assert.All(expected.Zip(actual), pair => Assert.Equal(pair.First, pair.Second, Tolerance));
        Assert.All(actual.Chunk(Labels), row => Assert.Equal(1, row.Sum(), 1e-5f));
    }

    private static float[] RunOnnx(byte[] onnx, float[][] rows)
    {
        using var session = new InferenceSession(onnx);
        using var options = new RunOptions();
        using var input = OrtValue.CreateTensorValueFromMemory(rows.SelectMany(row => row).ToArray(), [rows.Length, rows[0].Length]);
        using var outputs = session.Run(options, ["features"], [input], ["probabilities"]);
        return outputs[0].GetTensorDataAsSpan<float>().ToArray();
    }
}
