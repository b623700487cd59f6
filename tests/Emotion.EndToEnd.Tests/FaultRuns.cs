using System.Globalization;

namespace Emotion.EndToEnd.Tests;

/// <summary>
/// Tests that break the storage and kill processes: one after the other, when all others are done. They are short and deterministic; with
/// <c>EMOTION_FAULTS=1</c> they are long, and by chance.
/// </summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class FaultRuns
{
    /// <summary>The collection that these tests belong to.</summary>
    public const string Name = "fault runs";

    /// <summary>Longer than any machine, however busy, stands still: whatever is waited for so long does not happen.</summary>
    internal static readonly TimeSpan Stall = TimeSpan.FromMinutes(4);

    /// <summary>Whether the long runs are asked for.</summary>
    internal static bool AreLong { get; } = Environment.GetEnvironmentVariable("EMOTION_FAULTS") is "1";

    /// <summary>A number from the environment.</summary>
    internal static int Setting(string name, int usual) =>
        Environment.GetEnvironmentVariable(name) is { } text ? int.Parse(text, CultureInfo.InvariantCulture) : usual;
}
