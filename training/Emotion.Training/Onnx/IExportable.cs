using Emotion.Training.Corpora;

namespace Emotion.Training.Onnx;

/// <summary>What can be put into a bundle: a model that can tell itself as ONNX and in words.</summary>
public interface IExportable
{
    /// <summary>What it takes.</summary>
    TrainingFeatures Features { get; }

    /// <summary>The labels, in the order of the probabilities.</summary>
    IReadOnlyList<string> Labels { get; }

    /// <summary>What it is and how it was trained, in a sentence or two.</summary>
    string Description { get; }

    /// <summary>Whether its probabilities were made to be believed.</summary>
    bool IsCalibrated { get; }

    /// <summary>The ONNX model: <c>features</c> [N, features] to <c>probabilities</c> [N, labels], both float32.</summary>
    byte[] ToOnnx();
}
