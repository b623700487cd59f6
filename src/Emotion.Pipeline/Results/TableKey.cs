using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Emotion.Pipeline.Results;

/// <summary>
/// Writes any text as a table key, reversibly. Keys cannot hold <c>/ \ # ?</c> or control characters; those, and <c>~ %</c> themselves,
/// become <c>~XX</c>, one per UTF-8 byte. The empty text becomes a lone <c>~</c>.
/// </summary>
public static class TableKey
{
    private const string Empty = "~";

    /// <summary>Azure's limit is 1 KiB of UTF-16.</summary>
    private const int MostCharacters = 512;

    /// <summary>The key for a text. A text too long for a key keeps its start and ends in <c>~~</c> and a hash: unique, but not reversible.</summary>
    public static string Encode(string text)
    {
        if (text.Length == 0)
            return Empty;

        var key = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            if (NeedsEscape(rune))
                AppendEscaped(key, rune);
            else
                key.Append(rune);
        }

        return key.Length <= MostCharacters ? key.ToString() : Shorten(key.ToString(), text);
    }

    private static bool NeedsEscape(Rune rune) => Rune.IsControl(rune) || rune.Value is '/' or '\\' or '#' or '?' or '~' or '%';

    private static void AppendEscaped(StringBuilder key, Rune rune)
    {
        Span<byte> utf8 = stackalloc byte[4];
        foreach (var value in utf8[..rune.EncodeToUtf8(utf8)])
            key.Append(CultureInfo.InvariantCulture, $"~{value:X2}");
    }

    private static string Shorten(string key, string text)
    {
        var hash = "~~" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
        return key[..(MostCharacters - hash.Length)] + hash;
    }
}
