using System.Text.Json.Nodes;
using Emotion.Pipeline.Clips;
using Emotion.Tests;

[assembly: AssemblyFixture(typeof(AzuriteFixture))]

namespace Emotion.Cli.Tests;

/// <summary>The commands as a user runs them, in a process of their own.</summary>
public sealed class StorageCommandTests(AzuriteFixture azurite) : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("emotion-test-").FullName;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Upload_puts_clips_where_the_pipeline_looks_for_them()
    {
        Directory.CreateDirectory(Path.Combine(_folder, "day 1"));
        await File.WriteAllBytesAsync(Path.Combine(_folder, "day 1", "a.wav"), WavFile.VoiceClip(), Cancel);
        var upload = await EmotionTool.RunAsync(["upload", _folder, "--corpus", "study", "--storage", azurite.ConnectionString], Cancel);

        Assert.Equal((0, ""), (upload.ExitCode, upload.Error));
        Assert.Contains("1 clip uploaded to corpus study", upload.Output, StringComparison.Ordinal);
        Assert.True(await azurite.Storage.Blobs.GetBlobContainerClient("clips").GetBlobClient("study/day 1/a.wav").ExistsAsync(Cancel));
    }

    [Fact]
    public async Task Upload_again_sends_what_is_new_or_changed_and_leaves_the_rest_alone()
    {
        foreach (var name in new[] { "same.wav", "changed.wav" })
            await File.WriteAllBytesAsync(Path.Combine(_folder, name), WavFile.VoiceClip(seed: 1), Cancel);
        string[] command = ["upload", _folder, "--corpus", "again", "--json", "--storage", azurite.ConnectionString];
        Assert.Equal(0, (await EmotionTool.RunAsync(command, Cancel)).ExitCode);
        var before = await VersionsAsync("again");

        await File.WriteAllBytesAsync(Path.Combine(_folder, "changed.wav"), WavFile.VoiceClip(seed: 2), Cancel);
        await File.WriteAllBytesAsync(Path.Combine(_folder, "new.wav"), WavFile.VoiceClip(seed: 3), Cancel);
        var upload = await EmotionTool.RunAsync(command, Cancel);

        Assert.Equal((0, ""), (upload.ExitCode, upload.Error));
        var summary = JsonNode.Parse(upload.Output)!;
        Assert.Equal(("again", 2, 1), ((string)summary["corpus"]!, (int)summary["uploaded"]!, (int)summary["alreadyThere"]!));
        Assert.Equal(2 * WavFile.VoiceClip().Length, (long)summary["uploadedBytes"]!);
        Assert.Empty(summary["refused"]!.AsArray());
        var after = await VersionsAsync("again");
        Assert.Equal(before["same.wav"], after["same.wav"]);
        Assert.NotEqual(before["changed.wav"], after["changed.wav"]);
        Assert.Equal(["changed.wav", "new.wav", "same.wav"], after.Keys.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_file_that_cannot_be_stored_under_its_name_is_reported_and_does_not_stop_the_others()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no such names.");
        foreach (var name in new[] { "a.wav", "back\\slash.wav", "z.wav" })
            await File.WriteAllBytesAsync(Path.Combine(_folder, name), WavFile.VoiceClip(), Cancel);
        var upload = await EmotionTool.RunAsync(["upload", _folder, "--corpus", "refused", "--storage", azurite.ConnectionString], Cancel);

        Assert.Equal(2, upload.ExitCode);
        Assert.StartsWith("not uploaded: The name \"refused/back\\slash.wav\" holds a backslash", upload.Error, StringComparison.Ordinal);
        Assert.Contains("2 clips uploaded to corpus refused", upload.Output, StringComparison.Ordinal);
        Assert.Contains(", 1 refused.", upload.Output, StringComparison.Ordinal);
        var clips = await new ClipStore(azurite.Storage.Blobs).ListAsync("refused", Cancel).Select(clip => clip.Clip.Path).ToListAsync(Cancel);
        Assert.Equal(["a.wav", "z.wav"], clips);
    }

    [Fact]
    public async Task Two_files_that_would_overwrite_each_other_are_refused_before_any_upload()
    {
        foreach (var day in new[] { "1", "2" })
        {
            Directory.CreateDirectory(Path.Combine(_folder, day));
            await File.WriteAllBytesAsync(Path.Combine(_folder, day, "a.wav"), [1], Cancel);
        }

        var upload = await EmotionTool.RunAsync(["upload", Path.Combine(_folder, "1"), Path.Combine(_folder, "2"), "--corpus", "clash", "--storage", azurite.ConnectionString], Cancel);
        Assert.Equal(1, upload.ExitCode);
        Assert.Contains("would both become a.wav", upload.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Storage_that_is_not_there_is_an_explained_error()
    {
        var nowhere = azurite.ConnectionString.Replace("TableEndpoint=http://127.0.0.1:", "TableEndpoint=http://127.0.0.1:1/ignored:", StringComparison.Ordinal);
        var results = await EmotionTool.RunAsync(["results", "--storage", nowhere], Cancel);
        Assert.Equal(1, results.ExitCode);
        Assert.StartsWith("error:", results.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", results.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_storage_whose_answers_break_off_is_an_explained_error_and_a_finding_of_the_doctor()
    {
        await using var storage = new HalfServer(HalfAnswer.Reset);
        var results = await EmotionTool.RunAsync(["results", "--storage", storage.ConnectionString], Cancel);
        Assert.Equal(1, results.ExitCode);
        Assert.StartsWith("error: The storage cannot be reached.", results.Error, StringComparison.Ordinal);

        var doctor = await EmotionTool.RunAsync(["doctor", "--json", "--storage", storage.ConnectionString], Cancel);
        Assert.Equal((1, ""), (doctor.ExitCode, doctor.Error));
        var finding = JsonNode.Parse(doctor.Output)!.AsArray().Single(finding => (string?)finding!["part"] == "Storage")!;
        Assert.Equal("broken", (string?)finding["health"]);
        Assert.Contains("cannot be reached", (string?)finding["what"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Classify_needs_no_storage_and_says_by_its_exit_code_that_a_clip_was_rejected()
    {
        var good = Path.Combine(_folder, "good.wav");
        var bad = Path.Combine(_folder, "bad.wav");
        await File.WriteAllBytesAsync(good, WavFile.VoiceClip(), Cancel);
        await File.WriteAllBytesAsync(bad, [1, 2, 3], Cancel);

        var classify = await EmotionTool.RunAsync(["classify", good, bad, "--json"], Cancel);
        Assert.Equal(2, classify.ExitCode);
        var rows = JsonNode.Parse(classify.Output)!.AsArray();
        Assert.Equal(["Scored", "Rejected"], rows.Select(row => row!["status"]!.GetValue<string>()));
        Assert.Equal(0, (await EmotionTool.RunAsync(["classify", good], Cancel)).ExitCode);
    }

    private async Task<Dictionary<string, ClipVersion>> VersionsAsync(string corpus) =>
        await new ClipStore(azurite.Storage.Blobs).ListAsync(corpus, Cancel).ToDictionaryAsync(version => version.Clip.Path, cancellationToken: Cancel);

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
