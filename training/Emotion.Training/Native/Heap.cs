using System.Runtime.InteropServices;

namespace Emotion.Training.Native;

/// <summary>
/// Makes glibc keep the memory that torch frees. By default it hands large blocks back to the system at once, and every step of a training
/// pays for having them mapped and zeroed anew: on two cores that was half the time of an epoch of <c>conv1d</c>. It works for what the main
/// thread allocates; the heaps of other threads are always cut into small pieces that come and go.
/// </summary>
internal static partial class Heap
{
    // From glibc's malloc.h.
    private const int TrimThreshold = -1;
    private const int LargestMappedCount = -4;

    /// <summary>Call once, before the first tensor. Does nothing where the C library is another.</summary>
    public static void KeepFreedMemory()
    {
        if (!OperatingSystem.IsLinux())
            return;
        try
        {
            _ = MallOpt(LargestMappedCount, 0);
            _ = MallOpt(TrimThreshold, int.MaxValue);
        }
        catch (EntryPointNotFoundException)
        {
            // musl has no mallopt. Training is slower, not wrong.
        }
    }

    [LibraryImport("libc", EntryPoint = "mallopt")]
    private static partial int MallOpt(int parameter, int value);
}
