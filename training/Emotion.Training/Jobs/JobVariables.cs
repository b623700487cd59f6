using System.Globalization;

namespace Emotion.Training.Jobs;

/// <summary>Reads environment variables. What does not make sense is an error that names the variable; an empty one counts as not set.</summary>
/// <param name="variables">The environment.</param>
internal sealed class JobVariables(IReadOnlyDictionary<string, string> variables)
{
    /// <summary>The value; null if there is none.</summary>
    public string? Text(string name) => variables.TryGetValue(name, out var value) && value.Trim() is { Length: > 0 } text ? text : null;

    /// <summary>The values between separators.</summary>
    public IReadOnlyList<string> List(string name, params char[] separators) =>
        Text(name)?.Split(separators, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [];

    /// <summary>A whole number, as it is written; null if there is none.</summary>
    /// <exception cref="TrainingException">It is none, or it is less than allowed.</exception>
    public string? Number(string name, int least = int.MinValue)
    {
        var text = Text(name);
        if (text is null || (int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) && number >= least))
            return text;
        throw Wrong(name, text, least == int.MinValue ? "a whole number" : string.Create(CultureInfo.InvariantCulture, $"a whole number, at least {least}"));
    }

    /// <summary>A share, as it is written; null if there is none.</summary>
    /// <exception cref="TrainingException">It is none.</exception>
    public string? Share(string name)
    {
        var text = Text(name);
        if (text is null || (double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var share) && share is >= 0 and <= 1))
            return text;
        throw Wrong(name, text, "from 0 to 1");
    }

    /// <summary>One of some words; null if there is none.</summary>
    /// <exception cref="TrainingException">It is another word.</exception>
    public string? Choice(string name, IReadOnlyList<string> words) => Text(name) is { } text ? Checked(name, text, words) : null;

    /// <summary>Any of some words, separated by commas, semicolons or spaces.</summary>
    /// <exception cref="TrainingException">There is another word.</exception>
    public IReadOnlyList<string> Choices(string name, IReadOnlyList<string> words) =>
        [.. List(name, ',', ';', ' ').Select(text => Checked(name, text, words))];

    /// <summary>true or false.</summary>
    /// <exception cref="TrainingException">It is neither.</exception>
    public bool Flag(string name, bool defaultValue) => Text(name) switch
    {
        null => defaultValue,
        var text when bool.TryParse(text, out var flag) => flag,
        var text => throw Wrong(name, text, "true or false"),
    };

    /// <summary>What an error about a variable says.</summary>
    public static TrainingException Wrong(string name, string value, string wanted) => new($"{name} is '{value}', but must be {wanted}.");

    private static string Checked(string name, string text, IReadOnlyList<string> words) =>
        words.Contains(text) ? text : throw Wrong(name, text, $"one of {string.Join(", ", words)}");
}
