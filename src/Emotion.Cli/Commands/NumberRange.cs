using System.CommandLine;
using System.Globalization;

namespace Emotion.Cli.Commands;

/// <summary>Numbers that make sense, by the rules of no country.</summary>
internal static class NumberRange
{
    /// <summary>Refuses a number that lies elsewhere.</summary>
    public static void MustLieBetween<T>(this Option<T> option, double low, double high) => option.CustomParser = argument =>
    {
        var text = argument.Tokens[0].Value;
        var isNumber = double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value);
        var type = Nullable.GetUnderlyingType(typeof(T)) ?? typeof(T);
        if (isNumber && value >= low && value <= high && (type != typeof(int) || value == Math.Floor(value)))
            return (T)Convert.ChangeType(value, type, CultureInfo.InvariantCulture);
        var wanted = high == int.MaxValue ? string.Create(CultureInfo.InvariantCulture, $"a whole number from {low}") : string.Create(CultureInfo.InvariantCulture, $"a number from {low} to {high}, with a point");
        argument.AddError($"{option.Name} is '{text}', but must be {wanted}.");
        return default;
    };
}
