using Emotion.Training.Corpora;
using Emotion.Training.Learning;

namespace Emotion.Training.Protocols;

/// <summary>One training and its test.</summary>
/// <param name="Name">Names it within the protocol; goes into file names.</param>
/// <param name="Set">What is learnt from.</param>
/// <param name="Test">What the trained network is measured on.</param>
/// <param name="TestSpeakers">Speakers of whom nothing is learnt, each once; empty where the protocol does not keep speakers apart.</param>
public sealed record Fold(string Name, TrainingSet Set, IReadOnlyList<Row> Test, IReadOnlyList<Speaker> TestSpeakers);

/// <summary>A way to measure a recipe: which rows are learnt from, and which are tested on.</summary>
/// <param name="Name">As it stands in options and reports.</param>
/// <param name="Description">The protocol in a sentence or two, and what its figures are worth.</param>
/// <param name="Folds">The trainings that it takes.</param>
public sealed record Protocol(string Name, string Description, IReadOnlyList<Fold> Folds);
