using System.CommandLine;
using System.Numerics;

namespace Emotion.Training.Commands;

/// <summary>Kinds of options that several commands have: what makes no sense is refused by the option's name.</summary>
internal static class OptionKinds
{
    /// <summary>One of some words.</summary>
    public static Option<string> OneOf(string name, string description, IEnumerable<string> words, string defaultValue)
    {
        var option = new Option<string>(name) { Description = description, DefaultValueFactory = _ => defaultValue };
        option.AcceptOnlyFromAmong([.. words]);
        return option;
    }

    /// <summary>A number that must not be below another, and that may be left to the network.</summary>
    public static Option<T?> AtLeastOrDefault<T>(T least, string name, string description)
        where T : struct, INumber<T>
    {
        var option = new Option<T?>(name) { Description = description, HelpName = "N" };
        option.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<T?>() is { } value && !(T.IsFinite(value) && value >= least))
                result.AddError($"{name} must be a number, at least {least}.");
        });
        return option;
    }

    /// <summary>A number that must not be below another.</summary>
    public static Option<T> AtLeast<T>(T least, string name, string description, T defaultValue)
        where T : struct, INumber<T>
    {
        var option = new Option<T>(name) { Description = description, DefaultValueFactory = _ => defaultValue, HelpName = "N" };
        option.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<T>() is var value && !(T.IsFinite(value) && value >= least))
                result.AddError($"{name} must be a number, at least {least}.");
        });
        return option;
    }

    /// <summary>A share, 0 to 1.</summary>
    public static Option<double> Share(string name, string description, double defaultValue = 0)
    {
        var option = new Option<double>(name) { Description = description, DefaultValueFactory = _ => defaultValue, HelpName = "SHARE" };
        option.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<double>() is not (>= 0 and <= 1)) // so that NaN is refused too
                result.AddError($"{name} must be from 0 to 1.");
        });
        return option;
    }
}
