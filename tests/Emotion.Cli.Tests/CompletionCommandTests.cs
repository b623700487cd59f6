using System.Diagnostics;
using Emotion.Tests;

namespace Emotion.Cli.Tests;

/// <summary>Tab, in a real bash.</summary>
public class CompletionCommandTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("emotion res", "results")]
    [InlineData("emotion results --sort con", "confidence")]
    [InlineData("emotion results --group-by ", "corpus")]
    [InlineData("emotion upload --cor", "--corpus")]
    public async Task Bash_completes_commands_options_and_values(string line, string expected)
    {
        Assert.SkipUnless(File.Exists("/bin/bash"), "There is no bash here.");
        var script = (await EmotionTool.RunAsync(["completion", "bash"], Cancel)).Output;
        var words = line.Split(' ');
        var tab = $$"""
            {{script}}
            COMP_LINE='{{line}}' COMP_POINT={{line.Length}} COMP_CWORD={{words.Length - 1}}
            COMP_WORDS=({{string.Join(' ', words.Select(word => $"'{word}'"))}})
            _emotion
            printf '%s\n' "${COMPREPLY[@]}"
            """;
        var start = new ProcessStartInfo("/bin/bash", ["--norc", "-c", tab]) { RedirectStandardOutput = true };
        start.Environment["PATH"] = AppContext.BaseDirectory + Path.PathSeparator + Environment.GetEnvironmentVariable("PATH");
        using var bash = Process.Start(start)!;
        var output = await bash.StandardOutput.ReadToEndAsync(Cancel);
        await bash.WaitForExitAsync(Cancel);
        Assert.Contains(expected, output.Split('\n'));
    }

    [Theory]
    [InlineData("zsh", "compdef _emotion emotion")]
    [InlineData("pwsh", "Register-ArgumentCompleter")]
    public async Task Other_shells_have_their_scripts(string shell, string says) =>
        Assert.Contains(says, (await EmotionTool.RunAsync(["completion", shell], Cancel)).Output, StringComparison.Ordinal);
}
