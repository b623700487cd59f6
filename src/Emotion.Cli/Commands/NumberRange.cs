using System.CommandLine;
using System.Globalization;
using System.Numerics;

namespace Emotion.Cli.Commands;

/// <summary>Numbers that make sense, by the rules of no country: a comma is no decimal point.</summary>
internal static class NumberRange
{
    /// <summary>Refuses what is no number or lies elsewhere.</summary>
    public static void MustLieBetween<T>(this Option<T> option, T low, T high)
        where T : struct, INumber<T> => option.CustomParser = argument => Parse(option, argument.Tokens[0].Value, low, high, argument.AddError) ?? default;

    /// <summary>Refuses what is no number or lies elsewhere.</summary>
    public static void MustLieBetween<T>(this Option<T?> option, T low, T high)
        where T : struct, INumber<T> => option.CustomParser = argument => Parse(option, argument.Tokens[0].Value, low, high, argument.AddError);

    private static T? Parse<T>(Option option, string text, T low, T high, Action<string> refuse)
        where T : struct, INumber<T>
    {
        if (T.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value) && value >= low && value <= high)
            return value;
        refuse(string.Create(CultureInfo.InvariantCulture, $"{option.Name} is '{text}', but must be a number from {low} to {high}."));
        return null;
    }
}
