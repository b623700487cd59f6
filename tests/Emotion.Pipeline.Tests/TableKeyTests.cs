using CsCheck;
using Emotion.Pipeline.Results;

namespace Emotion.Pipeline.Tests;

public class TableKeyTests
{
    private static readonly Gen<string> Names = Gen.String[Gen.Char["abcÅé漢/\\#?%~ .\u0001\u0085'\""], 0, 60];

    [Fact]
    public void Every_text_comes_back() => Names.Sample(text => Assert.Equal(text, Decode(TableKey.Encode(text))));

    [Fact]
    public void No_key_holds_what_azure_forbids() =>
        Names.Sample(text => Assert.DoesNotContain(TableKey.Encode(text), key => key is '/' or '\\' or '#' or '?' || char.IsControl(key)));

    [Theory]
    [InlineData("Actor_01/03-01.wav", "Actor_01~2F03-01.wav")]
    [InlineData("", "~")]
    [InlineData("~", "~7E")]
    [InlineData("a#b?c%2F", "a~23b~3Fc~252F")]
    [InlineData("😀.wav", "😀.wav")]
    public void Keys_stay_legible(string text, string key) => Assert.Equal(key, TableKey.Encode(text));

    [Fact]
    public void Texts_too_long_for_a_key_stay_apart()
    {
        var one = TableKey.Encode(new string('a', 1023) + "1");
        var other = TableKey.Encode(new string('a', 1023) + "2");
        Assert.Equal(512, one.Length);
        Assert.NotEqual(one, other);
    }

    /// <summary>The way back, which nobody but these tests goes: a key is a URL's escaping with another sign, and a sign for the empty text.</summary>
    private static string Decode(string key) => key == "~" ? "" : Uri.UnescapeDataString(key.Replace('~', '%'));
}
