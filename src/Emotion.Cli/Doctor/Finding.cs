namespace Emotion.Cli.Doctor;

/// <summary>How a part of the installation does.</summary>
internal enum Health
{
    /// <summary>It works.</summary>
    Good,

    /// <summary>Most works without it.</summary>
    Missing,

    /// <summary>It is needed, and does not work.</summary>
    Broken,
}

/// <summary>What was found of a part of the installation.</summary>
/// <param name="Part">Which part.</param>
/// <param name="Health">How it does.</param>
/// <param name="What">What was found.</param>
/// <param name="Mend">What to do about it; null where nothing is to be done.</param>
internal sealed record Finding(string Part, Health Health, string What, string? Mend = null);
