using Emotion.Inference;

namespace Emotion.Pipeline.Exporting;

/// <summary>A column of an export, told once for every format.</summary>
/// <param name="Name">Its header.</param>
/// <param name="Type">What its values are: string, double, int, bool or <see cref="DateTimeOffset"/>.</param>
/// <param name="Of">A row's value; null where there is none.</param>
public sealed record Column<TRow>(string Name, Type Type, Func<TRow, object?> Of);

/// <summary>Makes columns.</summary>
public static class Column
{
    /// <summary>A column for each label; empty where a row has no value of it.</summary>
    public static IEnumerable<Column<TRow>> ByLabel<TRow>(string prefix, Func<TRow, IReadOnlyDictionary<string, double>?> of) =>
        EmotionLabels.All.Select(label => Named<TRow, double?>(prefix + label, row => of(row) is { } values && values.TryGetValue(label, out var value) ? value : null));

    /// <summary>A column of some type, or of that type or null.</summary>
    public static Column<TRow> Named<TRow, TValue>(string name, Func<TRow, TValue> of) =>
        new(name, Nullable.GetUnderlyingType(typeof(TValue)) ?? typeof(TValue), row => of(row));
}
