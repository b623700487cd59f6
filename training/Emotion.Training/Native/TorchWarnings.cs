using System.Runtime.InteropServices;

namespace Emotion.Training.Native;

/// <summary>Keeps torch's own warnings off the user's screen: they tell which optional libraries this processor has no use for.</summary>
internal static partial class TorchWarnings
{
    /// <summary>Call once, before torch is loaded. .NET's own SetEnvironmentVariable does not reach native code on Linux.</summary>
    public static void Silence()
    {
        if (!OperatingSystem.IsWindows())
            _ = SetEnvironmentVariable("TORCH_CPP_LOG_LEVEL", "ERROR", overwrite: 0);
    }

    [LibraryImport("libc", EntryPoint = "setenv", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int SetEnvironmentVariable(string name, string value, int overwrite);
}
