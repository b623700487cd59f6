using System.Numerics.Tensors;

namespace Emotion.Training.Onnx;

/// <summary>
/// A matrix in 16 bits a value: whole numbers, with a scale for each row. What is lost is at most 1/65534 of the largest magnitude of its row; of what is large there, half precision
/// loses up to sixteen times as much.
/// </summary>
/// <param name="Steps">The whole numbers, from -32767 to 32767, row after row.</param>
/// <param name="Scales">What a step is worth, by row.</param>
public sealed record FixedPoint(short[] Steps, float[] Scales)
{
    /// <summary>Rounds a matrix.</summary>
    /// <param name="values">Its values, row after row; finite.</param>
    /// <param name="rows">How many rows it has.</param>
    public static FixedPoint Of(ReadOnlySpan<float> values, int rows)
    {
        var width = values.Length / rows;
        var steps = new short[values.Length];
        var scales = new float[rows];
        for (var row = 0; row < rows; row++)
        {
            var weights = values.Slice(row * width, width);
            var largest = Math.Abs(TensorPrimitives.MaxMagnitude(weights));
            scales[row] = largest > 0 ? largest / short.MaxValue : 1;
            for (var i = 0; i < width; i++)
                steps[(row * width) + i] = (short)MathF.Round(weights[i] / scales[row]);
        }

        return new FixedPoint(steps, scales);
    }
}
