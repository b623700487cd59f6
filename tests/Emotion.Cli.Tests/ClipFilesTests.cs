using Emotion.Cli.Commands;

namespace Emotion.Cli.Tests;

public sealed class ClipFilesTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("emotion-test-").FullName;

    [Fact]
    public void Folders_give_their_clips_by_path_and_files_give_themselves()
    {
        var inner = Touch("day 1/a.WAV");
        Touch("notes.txt");
        Assert.Equal([new ClipFile(inner, "day 1/a.WAV")], ClipFiles.Find([_folder]));
        Assert.Equal([new ClipFile(inner, "a.WAV")], ClipFiles.Find([inner]));
    }

    [Fact]
    public void All_formats_that_can_be_decoded_count_as_clips()
    {
        string[] clips = ["a.wav", "a.flac", "a.mp3", "a.ogg", "a.Opus", "a.m4a", "a.aac", "a.webm"];
        Assert.All(clips, name => Assert.True(ClipFiles.IsClip(name)));
        Assert.All(["a.txt", "wav", "a.wav.part", ""], name => Assert.False(ClipFiles.IsClip(name)));
    }

    [Fact]
    public void What_is_not_there_is_named()
    {
        Assert.Contains("nowhere does not exist", Assert.Throws<CommandException>(() => ClipFiles.Find(["nowhere"])).Message, StringComparison.Ordinal);
        Assert.Contains("holds no audio files", Assert.Throws<CommandException>(() => ClipFiles.Find([_folder])).Message, StringComparison.Ordinal);
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
