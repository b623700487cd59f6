using System.Buffers.Binary;
using CsCheck;

namespace Emotion.Audio.Tests;

/// <summary>How a WAV file is damaged.</summary>
internal enum Damage
{
    FlippedBit,
    OverwrittenBytes,
    ChunkLength,
    FormatField16,
    FormatField32,
    Truncation,
    Insertion,
    DuplicatedChunk,
    MovedChunk,
    RemovedChunk,
}

/// <summary>One piece of damage, apart from the file that it is done to, so that a failing case prints and shrinks.</summary>
/// <param name="Damage">The kind.</param>
/// <param name="Place">Where: a random number, taken modulo however many places the file has.</param>
/// <param name="Value">What is written there.</param>
/// <param name="Bytes">What is inserted or overwritten.</param>
internal sealed record WavMutation(Damage Damage, int Place, uint Value, byte[] Bytes)
{
    private const int Header = 12;
    private const int ChunkHeader = 8;

    /// <summary>Ends of ranges, and numbers that mean something in a WAV header.</summary>
    private static readonly uint[] Notable =
    [
        0, 1, 2, 3, 4, 6, 7, 8, 12, 15, 16, 17, 18, 24, 28, 32, 40, 64, 255, 256, 3999, 4000, 4095, 4096, 4097, 5512, 22049, 22050,
        22051, 44100, 0x7FFF, 0x8000, 0xFFFE, 0xFFFF, 0x10000, 176400, 191999, 192000, 192001,
        0x7FFFFFFE, 0x7FFFFFFF, 0x80000000, 0xFFFFFFFE, 0xFFFFFFFF,
    ];

    /// <summary>From the start of the format: code, channels, bytes per frame, bits, size of what follows, bits, the GUID's code.</summary>
    private static readonly int[] FormatFields16 = [0, 2, 12, 14, 16, 18, 24];

    /// <summary>The chunk's length, samples and bytes per second.</summary>
    private static readonly int[] FormatFields32 = [-4, 4, 8];

    public static Gen<WavMutation> Any { get; } = Gen.Select(
        Gen.Enum<Damage>(),
        Gen.OneOf(Gen.Int[0, 100], Gen.Int[0, int.MaxValue - 1]), // half of all damage is done to the header
        Gen.OneOf(Gen.OneOf(Notable), Gen.UInt),
        Gen.OneOf(Gen.Byte.Array[1, 16], Gen.OneOf<byte>(0, 0x7F, 0x80, 0xFF).Array[1, 600]),
        (damage, place, value, bytes) => new WavMutation(damage, place, value, bytes));

    public byte[] ApplyTo(byte[] file)
    {
        if (file.Length == 0)
            return file;
        var at = Place % file.Length;
        var chunk = Chunks(file) is { Count: > 0 } chunks ? chunks[Place % chunks.Count] : 0..file.Length;
        return Damage switch
        {
            Damage.FlippedBit => Overwrite(file, at, [(byte)(file[at] ^ (1 << (int)(Value % 8)))]),
            Damage.OverwrittenBytes => Overwrite(file, at, Bytes),
            Damage.ChunkLength => Overwrite(file, chunk.Start.Value + 4, Little(Value)),
            Damage.FormatField16 => Overwrite(file, Format(file) + FormatFields16[Place % FormatFields16.Length], Little(Value)[..2]),
            Damage.FormatField32 => Overwrite(file, Format(file) + FormatFields32[Place % FormatFields32.Length], Little(Value)),
            Damage.Truncation => file[..at],
            Damage.Insertion => [.. file[..at], .. Bytes, .. file[at..]],
            Damage.DuplicatedChunk => [.. file[..chunk.End], .. file[chunk], .. file[chunk.End..]],
            Damage.MovedChunk => [.. file[..chunk.Start], .. file[chunk.End..], .. file[chunk]],
            Damage.RemovedChunk => [.. file[..chunk.Start], .. file[chunk.End..]],
            _ => throw new InvalidOperationException($"{Damage}"),
        };
    }

    public override string ToString() => $"{Damage} at {Place}, value 0x{Value:X}, bytes {Convert.ToHexString(Bytes)}";

    /// <summary>Where the chunks lie, as far as the file is still intact.</summary>
    private static List<Range> Chunks(byte[] file)
    {
        var chunks = new List<Range>();
        for (var at = Header; at + ChunkHeader <= file.Length;)
        {
            var length = ChunkHeader + (long)BinaryPrimitives.ReadUInt32LittleEndian(file.AsSpan(at + 4));
            var end = (int)Math.Min(file.Length, at + length + length % 2);
            chunks.Add(at..end);
            at = end;
        }

        return chunks;
    }

    private static int Format(byte[] file) => Math.Max(file.AsSpan().IndexOf("fmt "u8), 0) + ChunkHeader;

    private static byte[] Little(uint value) => [(byte)value, (byte)(value >> 8), (byte)(value >> 16), (byte)(value >> 24)];

    private static byte[] Overwrite(byte[] file, int at, byte[] bytes)
    {
        var copy = file.ToArray();
        for (var i = 0; i < bytes.Length && at + i < copy.Length; i++)
            copy[at + i] = bytes[i];
        return copy;
    }
}
