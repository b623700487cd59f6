using Emotion.Tests;

namespace Emotion.Cli.Tests;

public class HelpTests
{
    private const string Key = "c2VjcmV0";

    [Theory]
    [InlineData("upload")]
    [InlineData("results")]
    [InlineData("models list")]
    public async Task Help_never_shows_the_key_that_the_environment_holds(string command)
    {
        var help = await EmotionTool.RunAsync(
            [.. command.Split(' '), "--help"], TestContext.Current.CancellationToken, ("AzureWebJobsStorage", $"AccountName=somebody;AccountKey={Key}"));

        Assert.Equal(0, help.ExitCode);
        Assert.Contains("--storage <ACCOUNT>", help.Output, StringComparison.Ordinal);
        Assert.DoesNotContain(Key, help.Output + help.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Help_says_where_to_begin()
    {
        var help = await EmotionTool.RunAsync(["--help"], TestContext.Current.CancellationToken);
        Assert.Contains("  For a whole study:       emotion up, and in another terminal", help.Output, StringComparison.Ordinal);
    }
}
