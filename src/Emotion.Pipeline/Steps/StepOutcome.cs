namespace Emotion.Pipeline.Steps;

/// <summary>What a step did, in a line for the invocation's log.</summary>
/// <param name="Summary">For example <c>study/a.wav: Scored happy 0.83</c>.</param>
public readonly record struct StepOutcome(string Summary);
