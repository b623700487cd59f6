using System.Globalization;
using System.Security.Cryptography;
using System.Text.RegularExpressions;

namespace Emotion.Inference;

/// <summary>A card and the ONNX graph that it describes, checked against each other.</summary>
public sealed partial class ModelBundle
{
    /// <summary>File name of the graph in a bundle.</summary>
    public const string ModelFile = "model.onnx";

    /// <summary>File name of the card in a bundle.</summary>
    public const string CardFile = "card.json";

    /// <summary>File, beside the bundles, that names the version in use.</summary>
    public const string CurrentFile = "current.json";

    private ModelBundle(ModelCard card, byte[] onnx)
    {
        Card = card;
        Onnx = onnx;
    }

    /// <summary>The card.</summary>
    public ModelCard Card { get; }

    /// <summary>The serialised graph.</summary>
    public byte[] Onnx { get; }

    /// <summary>Puts a bundle together.</summary>
    /// <exception cref="InvalidModelException">
    /// The graph's hash is not the card's, a label is not one of <see cref="EmotionLabels.All"/>, or a threshold is no probability of a label.
    /// </exception>
    public static ModelBundle Create(ReadOnlySpan<byte> cardJson, byte[] onnx)
    {
        var card = ModelCard.Parse(cardJson);
        var hash = Hash(onnx);
        if (!hash.Equals(card.Sha256, StringComparison.OrdinalIgnoreCase))
            throw new InvalidModelException($"Model {card.Version}: {ModelFile} has SHA-256 {hash}, its card says {card.Sha256}. Publish the bundle again.");
        if (card.Labels.Except(EmotionLabels.All).FirstOrDefault() is { } unknown)
            throw new InvalidModelException($"Model {card.Version}: label '{unknown}' is not one of {string.Join(", ", EmotionLabels.All)}.");
        CheckThresholds(card);
        return new ModelBundle(card, onnx);
    }

    /// <summary>Loads one bundle's folder.</summary>
    /// <exception cref="InvalidModelException">A file is missing or does not fit.</exception>
    public static ModelBundle Load(string folder) => Create(Read(folder, CardFile), Read(folder, ModelFile));

    /// <summary>Loads the bundle that <c>current.json</c> names, from a folder of bundles.</summary>
    /// <exception cref="InvalidModelException">A file is missing or does not fit.</exception>
    public static ModelBundle LoadCurrent(string modelsFolder) =>
        Load(Path.Combine(modelsFolder, CurrentModel.Parse(Read(modelsFolder, CurrentFile)).Version));

    /// <summary>Whether a version can be a folder's name: letters, digits, '.', '_' and '-', the first a letter or a digit.</summary>
    public static bool IsVersion(string name) => VersionName().IsMatch(name);

    /// <summary>SHA-256 as lower-case hex.</summary>
    public static string Hash(ReadOnlySpan<byte> content) => Convert.ToHexStringLower(SHA256.HashData(content));

    [GeneratedRegex(@"^[A-Za-z0-9][A-Za-z0-9._-]*\z")]
    private static partial Regex VersionName();

    private static void CheckThresholds(ModelCard card)
    {
        if (card.UncertainBelow is { } limit)
            CheckProbability(card, "uncertainBelow", limit);
        foreach (var (label, threshold) in card.RecommendedThresholds ?? new Dictionary<string, double>())
        {
            if (!card.Labels.Contains(label))
                throw new InvalidModelException($"Model {card.Version}: recommendedThresholds names '{label}', which is none of its labels.");
            CheckProbability(card, $"the recommended threshold of {label}", threshold);
        }
    }

    private static void CheckProbability(ModelCard card, string name, double value)
    {
        if (value is not (>= 0 and <= 1))
            throw new InvalidModelException(string.Create(CultureInfo.InvariantCulture, $"Model {card.Version}: {name} is {value}; it must be from 0 to 1."));
    }

    private static byte[] Read(string folder, string file)
    {
        var path = Path.Combine(folder, file);
        return File.Exists(path) ? File.ReadAllBytes(path) : throw new InvalidModelException($"{path} is missing.");
    }
}
