namespace Emotion.Cli.Tests;

/// <summary>A file that nobody may read, root neither, who runs tests in containers: permissions of its own would not keep root out.</summary>
internal static class UnreadableFile
{
    private const string WriteOnly = "/sys/bus/platform/drivers_probe";

    /// <summary>Makes a path lead to one.</summary>
    public static void Create(string path)
    {
        Assert.SkipUnless(File.Exists(WriteOnly), $"needs {WriteOnly}");
        File.CreateSymbolicLink(path, WriteOnly);
    }
}
