using System.Text;
using Emotion.Inference;

namespace Emotion.Tests;

/// <summary>The model that ships with the app, and the same network under other names.</summary>
internal static class ShippedModel
{
    public static string Folder { get; } = Path.Combine(AppContext.BaseDirectory, "models");

    public static ModelBundle Bundle { get; } = ModelBundle.LoadCurrent(Folder);

    public static ModelCard Card => Bundle.Card;

    public static string Version => Card.Version;

    /// <summary>As another version.</summary>
    public static ModelBundle As(string version) => With(Card with { Version = version });

    /// <summary>With another card, which must describe the same graph.</summary>
    public static ModelBundle With(ModelCard card) => ModelBundle.Create(Encoding.UTF8.GetBytes(card.ToJson()), Bundle.Onnx);
}
