using static TorchSharp.torch;

namespace Emotion.Training.Learning;

/// <summary>Where to compute.</summary>
public static class Devices
{
    /// <summary>What <c>--device</c> takes.</summary>
    public static IReadOnlyList<string> Names { get; } = ["auto", "cpu", "cuda"];

    /// <summary>The name of a device that was chosen.</summary>
    public static string NameOf(Device device) => device.type.ToString().ToLowerInvariant();

    /// <summary>The device with a name; <c>auto</c> is the GPU where there is one that torch can use.</summary>
    /// <exception cref="TrainingException">CUDA was asked for, and there is none.</exception>
    public static Device Choose(string name)
    {
        if (name == "cpu" || (name == "auto" && !cuda.is_available()))
            return CPU;
        return cuda.is_available()
            ? CUDA
            : throw new TrainingException("--device cuda: no GPU can be used. Build with -p:TorchBackend=cuda (see training/README.md), check "
                + "'nvidia-smi', or take --device cpu.");
    }
}
