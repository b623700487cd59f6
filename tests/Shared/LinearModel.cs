using System.Runtime.InteropServices;
using System.Text;
using Emotion.Audio.Features;
using Emotion.Inference;

namespace Emotion.Tests;

/// <summary>
/// The smallest model of any feature set: probabilities = softmax(features times fixed random weights). Its ONNX graph is written field by field, as
/// onnx.proto numbers them.
/// </summary>
internal static class LinearModel
{
    private const long IrVersion = 8;
    private const long OpsetVersion = 17;
    private const long Float32 = 1;

    /// <summary>A bundle that can be published.</summary>
    public static ModelBundle Of(FeatureRecipe recipe, string version, double? uncertainBelow = null)
    {
        var onnx = Model(recipe.Length, EmotionLabels.All.Count);
        var card = ShippedModel.Card with { Version = version, FeatureSet = recipe.Id, Sha256 = ModelBundle.Hash(onnx), UncertainBelow = uncertainBelow };
        return ModelBundle.Create(Encoding.UTF8.GetBytes(card.ToJson()), onnx);
    }

    private static byte[] Model(int width, int labels)
    {
        byte[] graph =
        [
            .. Field(1, Node("MatMul", ["features", "weights"], "scores")), .. Field(1, Node("Softmax", ["scores"], "probabilities")),
            .. Field(2, "linear"), .. Field(5, Weights(width, labels)), .. Field(11, Matrix("features", width)), .. Field(12, Matrix("probabilities", labels)),
        ];
        return [.. Field(1, IrVersion), .. Field(7, graph), .. Field(8, [.. Field(1, ""), .. Field(2, OpsetVersion)])];
    }

    private static byte[] Node(string operation, string[] inputs, string output) =>
        [.. inputs.SelectMany(input => Field(1, input)), .. Field(2, output), .. Field(4, operation)];

    private static byte[] Weights(int width, int labels)
    {
        var random = new Random(1);
        var values = Enumerable.Range(0, width * labels).Select(_ => (float)((random.NextDouble() - 0.5) / Math.Sqrt(width))).ToArray();
        return [.. Field(1, width), .. Field(1, labels), .. Field(2, Float32), .. Field(8, "weights"), .. Field(9, MemoryMarshal.AsBytes<float>(values))];
    }

    /// <summary>[N, width], N free.</summary>
    private static byte[] Matrix(string name, int width)
    {
        byte[] shape = [.. Field(1, Field(2, "N")), .. Field(1, Field(1, width))];
        return [.. Field(1, name), .. Field(2, Field(1, [.. Field(1, Float32), .. Field(2, shape)]))];
    }

    private static byte[] Field(int number, string text) => Field(number, Encoding.UTF8.GetBytes(text));

    private static byte[] Field(int number, ReadOnlySpan<byte> content) => [.. Varint((number << 3) | 2), .. Varint(content.Length), .. content];

    private static byte[] Field(int number, long value) => [.. Varint(number << 3), .. Varint(value)];

    private static byte[] Varint(long value)
    {
        var bytes = new List<byte>();
        for (; value >= 0x80; value >>= 7)
            bytes.Add((byte)(value | 0x80));
        return [.. bytes, (byte)value];
    }
}
