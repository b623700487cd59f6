namespace Emotion.Cli.Commands;

/// <summary>What the commands return.</summary>
internal static class ExitCode
{
    public const int Done = 0;

    /// <summary>The command could not do its work; standard error says why.</summary>
    public const int Failed = 1;

    /// <summary>The command did its work, and some clips were rejected, or refused at the upload.</summary>
    public const int SomeRejected = 2;

    /// <summary>The audit found clips without a current answer.</summary>
    public const int Unsettled = 3;

    /// <summary>Ctrl+C.</summary>
    public const int Cancelled = 130;
}
