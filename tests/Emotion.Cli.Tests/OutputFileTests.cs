using System.Diagnostics;
using System.Text;
using Emotion.Cli.Rendering;

namespace Emotion.Cli.Tests;

/// <summary>What <c>-o</c> may name besides a new file.</summary>
public sealed class OutputFileTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("emotion-test-").FullName;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_link_stays_one_and_the_file_that_it_leads_to_is_replaced()
    {
        var (file, link) = (Path.Combine(_folder, "data", "rows.csv"), Path.Combine(_folder, "latest.csv"));
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        await File.WriteAllTextAsync(file, "old and longer than what follows", Cancel);
        File.CreateSymbolicLink(link, Path.Combine("data", "rows.csv"));

        await WriteAsync(link, "new");
        Assert.Equal("new", await File.ReadAllTextAsync(file, Cancel));
        Assert.Equal(Path.Combine("data", "rows.csv"), new FileInfo(link).LinkTarget);
        Assert.Equal([file, link], Directory.GetFiles(_folder, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_link_to_what_is_not_there_yet_makes_it()
    {
        var (file, link) = (Path.Combine(_folder, "rows.csv"), Path.Combine(_folder, "latest.csv"));
        File.CreateSymbolicLink(link, file);
        await WriteAsync(link, "new");
        Assert.Equal("new", await File.ReadAllTextAsync(file, Cancel));
        Assert.Equal(file, new FileInfo(link).LinkTarget);
    }

    [Fact]
    public async Task What_is_no_file_is_written_to_and_not_replaced()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no pipes in folders.");
        var pipe = Path.Combine(_folder, "pipe");
        using (var make = Process.Start("mkfifo", [pipe]))
            await make.WaitForExitAsync(Cancel);

        using var reading = Process.Start(new ProcessStartInfo("cat", [pipe]) { RedirectStandardOutput = true })!;
        var read = reading.StandardOutput.ReadToEndAsync(Cancel);
        await WriteAsync(pipe, "through the pipe").WaitAsync(TimeSpan.FromSeconds(20), Cancel);
        try
        {
            Assert.Equal("through the pipe", await read.WaitAsync(TimeSpan.FromSeconds(20), Cancel));
        }
        finally
        {
            reading.Kill();
        }

        using var isPipe = Process.Start("test", ["-p", pipe]);
        await isPipe.WaitForExitAsync(Cancel);
        Assert.Equal(0, isPipe.ExitCode);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static Task WriteAsync(string path, string text) => OutputFile.WriteAsync(path, async stream => await stream.WriteAsync(Encoding.UTF8.GetBytes(text), Cancel));
}
