namespace Emotion.Audio.Features;

/// <summary>How a feature set is computed: which stretch of a clip it hears, and what it makes of it. A model's card names the set by its id.</summary>
public abstract class FeatureRecipe
{
    private protected FeatureRecipe()
    {
    }

    /// <summary>The recipe of <see cref="FeatureSet.Librosa180"/>.</summary>
    public static FeatureRecipe Librosa180 { get; } = new LibrosaRecipe();

    /// <summary>The recipe of <see cref="FeatureSet.LogMel64"/>.</summary>
    public static FeatureRecipe LogMel64 { get; } = new LogMelRecipe();

    /// <summary>All there are.</summary>
    public static IReadOnlyList<FeatureRecipe> All { get; } = [Librosa180, LogMel64];

    /// <summary>Name and version of the feature set.</summary>
    public abstract string Id { get; }

    /// <summary>Length of its vector.</summary>
    public abstract int Length { get; }

    /// <summary>Whether every number of its vector is one of half precision (<see cref="Half"/>), so that it can be kept in two bytes.</summary>
    public abstract bool IsHalfPrecision { get; }

    /// <summary>Where the stretch that is read starts, in seconds; a clip that ends before the stretch does is read from its start.</summary>
    public abstract double OffsetSeconds { get; }

    /// <summary>How much is read at most, in seconds.</summary>
    public abstract double DurationSeconds { get; }

    /// <summary>The recipe of a set; null where this code knows no such set.</summary>
    public static FeatureRecipe? Find(string id) => All.FirstOrDefault(recipe => recipe.Id == id);

    /// <summary>The recipe of a set.</summary>
    /// <exception cref="ArgumentException">This code knows no such set.</exception>
    public static FeatureRecipe Of(string id) =>
        Find(id) ?? throw new ArgumentException($"There is no feature set {id}; known are {string.Join(", ", All.Select(recipe => recipe.Id))}.", nameof(id));

    /// <summary>Computes the features of the stretch that <see cref="ClipAnalyzer.ReadWindow(Stream, FeatureRecipe, TimeSpan?)"/> read.</summary>
    public abstract ClipWindow Describe(WindowSignal signal);
}
