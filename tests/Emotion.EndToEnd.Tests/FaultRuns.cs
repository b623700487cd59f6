namespace Emotion.EndToEnd.Tests;

/// <summary>Tests that break the machinery for minutes run where they are asked for: <c>EMOTION_FAULTS=1</c>.</summary>
internal static class FaultRuns
{
    public static void OnlyWhereAskedFor() =>
        Assert.SkipUnless(Environment.GetEnvironmentVariable("EMOTION_FAULTS") is "1", "Runs where EMOTION_FAULTS=1: it breaks and kills for minutes.");
}
