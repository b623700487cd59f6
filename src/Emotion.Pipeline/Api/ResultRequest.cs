using System.Buffers.Text;
using System.Globalization;
using System.Text;
using Emotion.Inference;
using Emotion.Pipeline.Results;

namespace Emotion.Pipeline.Api;

/// <summary>Which rows a caller asks for, by the parameters of an address.</summary>
/// <param name="Query">Which rows.</param>
/// <param name="Limit">The most in a page.</param>
/// <param name="After">Where the page before ended, as the storage says it; null for the first.</param>
/// <param name="IsCsv">Whether all rows are wanted as CSV, and not a page as JSON.</param>
public sealed record ResultRequest(ResultQuery Query, int Limit, string? After, bool IsCsv)
{
    /// <summary>Rows in a page where the caller does not say.</summary>
    public const int UsualLimit = 100;

    /// <summary>Rows in a page at most; the storage gives no more at once.</summary>
    public const int LargestLimit = 1000;

    /// <summary>The parameters, in the order in which they are told of. The last two are the Functions host's: keys travel so.</summary>
    private static readonly string[] Names =
        ["corpus", "prefix", "emotion", "status", "minConfidence", "maxConfidence", "uncertain", "model", "since", "before", "limit", "after", "format", "code", "clientId"];

    /// <summary>Reads the parameters; what is empty is not asked for.</summary>
    /// <exception cref="FormatException">One is unknown or makes no sense; the message says what it can be.</exception>
    public static ResultRequest Parse(IEnumerable<KeyValuePair<string, string>> parameters)
    {
        var given = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var (name, value) in parameters)
        {
            if (!Names.Contains(name, StringComparer.OrdinalIgnoreCase))
                throw new FormatException($"There is no parameter {name}. There are {string.Join(", ", Names[..^2])}.");
            if (value.Length > 0)
                given[name] = value;
        }

        string? Text(string name) => given.GetValueOrDefault(name);
        var query = new ResultQuery(Text("corpus"), OneOf("emotion", Text("emotion"), EmotionLabels.All), Number("minConfidence", Text("minConfidence"), 0, 1), Status(Text("status")))
        {
            MaxConfidence = Number("maxConfidence", Text("maxConfidence"), 0, 1),
            Uncertain = OneOf("uncertain", Text("uncertain"), ["true", "false"]) is { } uncertain ? bool.Parse(uncertain) : null,
            ModelVersion = Text("model"),
            NamePrefix = Text("prefix"),
            Since = Text("since") is { } since ? DateText.Parse(since) : null,
            Before = Text("before") is { } before ? DateText.Parse(before) : null,
        };
        var limit = (int)(Number("limit", Text("limit"), 1, LargestLimit) ?? UsualLimit);
        return new ResultRequest(query, limit, Text("after") is { } after ? DecodeToken(after) : null, OneOf("format", Text("format"), ["json", "csv"]) == "csv");
    }

    /// <summary>The storage's word for a place between two rows, fit for an address.</summary>
    public static string EncodeToken(string token) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(token));

    private static string DecodeToken(string token) => Base64Url.IsValid(token)
        ? Encoding.UTF8.GetString(Base64Url.DecodeFromChars(token))
        : throw new FormatException("Parameter after must be what the page before gave as next.");

    private static ResultStatus? Status(string? text) => OneOf("status", text, Enum.GetNames<ResultStatus>()) is { } name ? Enum.Parse<ResultStatus>(name) : null;

    private static string? OneOf(string name, string? text, IReadOnlyList<string> choices) => text is null
        ? null
        : choices.FirstOrDefault(choice => choice.Equals(text, StringComparison.OrdinalIgnoreCase))
            ?? throw new FormatException($"Parameter {name} is '{text}'. It can be {string.Join(", ", choices)}.");

    private static double? Number(string name, string? text, double low, double high)
    {
        if (text is null)
            return null;
        return double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value) && value >= low && value <= high
            ? value
            : throw new FormatException(string.Create(CultureInfo.InvariantCulture, $"Parameter {name} is '{text}'. It must be a number from {low} to {high}."));
    }
}
