using Emotion.Cli.Commands;

namespace Emotion.Cli.Tests;

public sealed class ClipFilesTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("emotion-test-").FullName;

    [Fact]
    public void Folders_give_their_wav_files_by_path_and_files_give_themselves()
    {
        var inner = Touch("day 1/a.WAV");
        Touch("notes.txt");
        Assert.Equal([new ClipFile(inner, "day 1/a.WAV")], ClipFiles.Find([_folder]));
        Assert.Equal([new ClipFile(inner, "a.WAV")], ClipFiles.Find([inner]));
    }

    [Fact]
    public void What_is_not_there_is_named()
    {
        Assert.Contains("nowhere does not exist", Assert.Throws<CommandException>(() => ClipFiles.Find(["nowhere"])).Message, StringComparison.Ordinal);
        Assert.Contains("holds no WAV files", Assert.Throws<CommandException>(() => ClipFiles.Find([_folder])).Message, StringComparison.Ordinal);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private string Touch(string path)
    {
        var file = Path.Combine(_folder, path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllBytes(file, []);
        return file;
    }
}
