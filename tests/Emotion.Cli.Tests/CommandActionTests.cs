using Emotion.Cli.Commands;

namespace Emotion.Cli.Tests;

/// <summary>What becomes of errors that no command expects.</summary>
public class CommandActionTests
{
    [Fact]
    public void Several_errors_at_once_are_a_sentence_each_and_said_once()
    {
        var several = new AggregateException(new IOException("The disk is full."), new AggregateException(new UnauthorizedAccessException("No."), new IOException("The disk is full.")));
        Assert.Equal($"The disk is full.{Environment.NewLine}No.", CommandAction.Explain(several));
        Assert.Contains("this is a bug", CommandAction.Explain(new AggregateException(new InvalidOperationException())), StringComparison.Ordinal);
    }
}
