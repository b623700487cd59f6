namespace Emotion.Training;

/// <summary>What the user can put right: the message says what is wrong and what to do.</summary>
public sealed class TrainingException(string message, Exception? inner = null) : Exception(message, inner);
