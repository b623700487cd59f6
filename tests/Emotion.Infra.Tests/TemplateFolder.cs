namespace Emotion.Infra.Tests;

/// <summary>A copy of folder <c>infra</c> that a test may write to; deleted with this object.</summary>
internal sealed class TemplateFolder : IDisposable
{
    private readonly DirectoryInfo _root = Directory.CreateTempSubdirectory("emotion-infra-");

    public TemplateFolder()
    {
        foreach (var file in Directory.EnumerateFiles(Original, "*", SearchOption.AllDirectories))
        {
            var copy = PathOf(Path.GetRelativePath(Original, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }
    }

    /// <summary>The folder as the build copied it from the repository.</summary>
    public static string Original { get; } = Path.Combine(AppContext.BaseDirectory, "infra");

    public string PathOf(string file) => Path.Combine(_root.FullName, file);

    public void Dispose() => _root.Delete(recursive: true);
}
