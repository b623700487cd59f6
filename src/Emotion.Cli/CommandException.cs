namespace Emotion.Cli;

/// <summary>Something that the user can mend; the message says how. Shown without a stack trace.</summary>
internal sealed class CommandException(string message) : Exception(message);
