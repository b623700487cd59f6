using Emotion.Cli.LocalHost;

namespace Emotion.EndToEnd.Tests;

/// <summary>A restart does not start over.</summary>
public sealed class BlobReceiptsTests : IDisposable
{
    private const string Function = "ExtractFeatures";

    private readonly string _folder = Directory.CreateTempSubdirectory("emotion-test-").FullName;

    private string File => Path.Combine(_folder, TriggerHost.ReceiptsFile);

    [Theory]
    [InlineData("study/day 1/ä.wav")]
    [InlineData("study/two\nlines.wav")]
    [InlineData("study/%0A.wav")]
    [InlineData("")]
    public void A_receipt_is_in_the_file_at_once_and_found_again_whatever_the_name(string name)
    {
        using var killed = BlobReceipts.Open(File); // never disposed before the next one reads
        killed.Add(Function, "0x1", name);
        System.IO.File.Copy(File, File + ".copy"); // the file itself is the first one's own
        using var next = BlobReceipts.Open(File + ".copy");
        Assert.True(next.Has(Function, "0x1", name));
        Assert.False(next.Has(Function, "0x2", name));
        Assert.False(next.Has(Function, "0x1", name + "x"));
        Assert.False(next.Has("Another", "0x1", name));
    }

    [Fact]
    public void A_line_that_a_kill_broke_off_is_a_receipt_of_nothing_and_spoils_no_other()
    {
        using (var before = BlobReceipts.Open(File))
        {
            before.Add(Function, "0x1", "a.wav");
            before.Add(Function, "0x2", "b.wav");
        }

        System.IO.File.WriteAllBytes(File, System.IO.File.ReadAllBytes(File)[..^3]);
        using (var after = BlobReceipts.Open(File))
        {
            Assert.True(after.Has(Function, "0x1", "a.wav"));
            Assert.False(after.Has(Function, "0x2", "b.wav"));
            Assert.False(after.Has(Function, "0x2", "b.w"));
            after.Add(Function, "0x3", "c.wav");
        }

        using var last = BlobReceipts.Open(File);
        Assert.True(last.Has(Function, "0x1", "a.wav") && last.Has(Function, "0x3", "c.wav"));
    }

    [Fact]
    public void Receipts_without_a_file_last_as_long_as_the_host()
    {
        using var receipts = BlobReceipts.Open(null);
        receipts.Add(Function, "0x1", "a.wav");
        Assert.True(receipts.Has(Function, "0x1", "a.wav"));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
