using Emotion.Training.Corpora;
using Emotion.Training.Tests.Support;

namespace Emotion.Training.Tests.Corpora;

public sealed class CorpusSourceTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public CorpusSourceTests()
    {
        _folder.Write("ravdess/03-01-04-01-01-01-02.wav", []);
        _folder.Write("ravdess/03-02-04-01-01-01-02.wav", []);
        _folder.Write("crema/1001_DFA_ANG_XX.wav", []);
        _folder.Write("mine.csv", "path,emotion,speaker\na.wav,sad,x\n"u8.ToArray());
        _folder.Write("again/mine.csv", "path,emotion,speaker\na.wav,sad,x\n"u8.ToArray());
    }

    [Theory]
    [InlineData("ravdess", "crema-d")]
    [InlineData("RAVDESS", "CremaD")]
    public void Corpora_and_manifests_are_found_in_the_order_given(string ravdess, string cremaD)
    {
        var corpora = CorpusSource.Find([$"{cremaD}={At("crema")}", $"{ravdess}={At("ravdess")}"], [At("mine.csv")], includeSong: false);
        Assert.Equal(["crema-d", "ravdess", "mine"], corpora.Select(corpus => corpus.Info.Id));
        Assert.Single(corpora[1].Clips);
    }

    [Fact]
    public void Song_is_passed_on() =>
        Assert.Equal(2, Assert.Single(CorpusSource.Find([$"ravdess={At("ravdess")}"], [], includeSong: true)).Clips.Count);

    [Theory]
    [InlineData("ravdes=DIR", "ravdess=DIR or crema-d=DIR")]
    [InlineData("ravdess", "ravdess=DIR or crema-d=DIR")]
    [InlineData("crema-d=", "ravdess=DIR or crema-d=DIR")]
    [InlineData("crema-d=nowhere", "does not exist")]
    public void What_is_not_understood_is_told_what_is(string corpus, string expected) =>
        AssertRefused(expected, () => CorpusSource.Find([corpus], [], false));

    [Fact]
    public void No_corpus_at_all_is_an_error_that_names_the_option() =>
        AssertRefused("--corpus", () => CorpusSource.Find([], [], false));

    [Fact]
    public void Two_corpora_of_one_name_are_refused()
    {
        AssertRefused("Two corpora are called ravdess", () => CorpusSource.Find([$"ravdess={At("ravdess")}", $"ravdess={At("ravdess")}"], [], false));
        AssertRefused("Two corpora are called mine", () => CorpusSource.Find([], [At("mine.csv"), At("again/mine.csv")], false));
    }

    public void Dispose() => _folder.Dispose();

    private static void AssertRefused(string says, Action find) =>
        Assert.Contains(says, Assert.Throws<TrainingException>(find).Message, StringComparison.Ordinal);

    private string At(string name) => Path.Combine(_folder.Path, name);
}
