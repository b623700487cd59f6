using Emotion.Audio.Features;
using Emotion.Training.Augmentation;
using Emotion.Training.Corpora;
using Emotion.Training.Tests.Support;

namespace Emotion.Training.Tests.Corpora;

public sealed class FeatureCacheTests : IDisposable
{
    private const string Clip = "03-01-03-01-02-01-07.wav";

    private static readonly string Hash = new('a', 64);

    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void What_is_kept_is_found_again_bit_for_bit()
    {
        var cache = new FeatureCache(_folder.Path);
        var features = Voice.Features(1);

        cache.Keep(new FeatureKey(Hash), new CachedFeatures(3.2f, features));

        var found = new FeatureCache(_folder.Path).Find(new FeatureKey(Hash))!;
        Assert.Equal(3.2f, found.ClipSeconds);
        Assert.Equal(features, found.Values);
    }

    [Fact]
    public void Another_clip_copy_or_recipe_is_another_key()
    {
        var cache = new FeatureCache(_folder.Path);
        var recipe = new AugmentationRecipe();
        cache.Keep(new FeatureKey(Hash, recipe, 1), new CachedFeatures(3, new float[FeatureSet.Length]));

        Assert.NotNull(cache.Find(new FeatureKey(Hash, recipe, 1)));
        Assert.Null(cache.Find(new FeatureKey(Hash)));
        Assert.Null(cache.Find(new FeatureKey(Hash, recipe, 2)));
        Assert.Null(cache.Find(new FeatureKey(Hash, recipe with { Seed = 7 }, 1)));
        Assert.Null(cache.Find(new FeatureKey(new string('b', 64), recipe, 1)));
    }

    [Fact]
    public void The_file_is_named_by_feature_set_and_content()
    {
        var file = new FeatureCache(_folder.Path).FileOf(new FeatureKey(Hash));
        Assert.Equal(Path.Combine(_folder.Path, "librosa180-1", "aa", Hash + ".f32"), file);
    }

    [Theory]
    [InlineData(0)] // emptied
    [InlineData(100)] // cut short
    [InlineData(-1)] // a bit flipped
    public void A_damaged_file_is_computed_again_and_replaced(int length)
    {
        using var corpus = new TemporaryFolder();
        corpus.Write(Clip, Voice.Wav(1));
        var cache = new FeatureCache(_folder.Path);
        var key = new FeatureKey(Assert.Single(Load(corpus, cache).Examples).Hash);
        Damage(cache.FileOf(key), length);
        Assert.Null(cache.Find(key));

        Assert.Equal(Voice.Features(1), Assert.Single(Load(corpus, cache).Examples).Features);
        Assert.Equal(Voice.Features(1), cache.Find(key)!.Values);
    }

    [Fact]
    public void The_loader_takes_what_is_kept_instead_of_computing_it()
    {
        using var corpus = new TemporaryFolder();
        corpus.Write(Clip, Voice.Wav(1));
        var cache = new FeatureCache(_folder.Path);
        var hash = Assert.Single(Load(corpus, cache).Examples).Hash;
        float[] other = [.. Enumerable.Range(0, FeatureSet.Length)];

        cache.Keep(new FeatureKey(hash), new CachedFeatures(3, other));

        Assert.Equal(other, Assert.Single(Load(corpus, cache).Examples).Features);
    }

    [Fact]
    public void Many_writers_leave_one_whole_file()
    {
        var cache = new FeatureCache(_folder.Path);
        var features = Voice.Features(1);

        Parallel.For(0, 50, _ =>
        {
            cache.Keep(new FeatureKey(Hash), new CachedFeatures(3, features));
            Assert.Equal(features, cache.Find(new FeatureKey(Hash))!.Values);
        });

        Assert.Single(Directory.GetFiles(_folder.Path, "*", SearchOption.AllDirectories));
    }

    [Fact]
    public void A_folder_that_cannot_be_made_is_an_error_that_names_the_options()
    {
        _folder.Write("file", []);
        var error = Assert.Throws<TrainingException>(() => new FeatureCache(Path.Combine(_folder.Path, "file")));
        Assert.Contains("--no-cache", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_cache_that_can_no_longer_be_written_to_costs_no_clip()
    {
        using var corpus = new TemporaryFolder();
        corpus.Write(Clip, Voice.Wav(1));
        var root = Path.Combine(_folder.Path, "cache");
        var cache = new FeatureCache(root);
        Directory.Delete(root, recursive: true);
        _folder.Write("cache", []); // a file, below which no folder can be

        var loaded = Load(corpus, cache);

        Assert.Empty(loaded.LeftOut);
        Assert.Equal(Voice.Features(1), Assert.Single(loaded.Examples).Features);
    }

    public void Dispose() => _folder.Dispose();

    private static void Damage(string file, int length)
    {
        var bytes = File.ReadAllBytes(file);
        bytes[17] ^= 1;
        File.WriteAllBytes(file, length < 0 ? bytes : bytes[..length]);
    }

    private static Dataset Load(TemporaryFolder corpus, FeatureCache cache) => Loaded.From(cache, Ravdess.Find(corpus.Path));
}
