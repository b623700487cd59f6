using System.Buffers.Binary;

namespace Emotion.Cli.Load;

/// <summary>A recording as long as is wanted: the sample voices one after the other, with a second of silence after each. In a temporary file.</summary>
internal sealed class SpokenRecording : IDisposable
{
    private const int HeaderBytes = 44; // as the samples have it: RIFF, a fmt chunk of 16 bytes, data
    private const int RiffLengthAt = 4;
    private const int DataLengthAt = 40;
    private const int BytesPerSecond = 2 * 22_050;

    private readonly FileStream _file;

    /// <summary>Makes it.</summary>
    public SpokenRecording(SpokenClips voices, int minutes)
    {
        _file = new FileStream(Path.GetTempFileName(), new FileStreamOptions
        {
            Mode = FileMode.Create,
            Access = FileAccess.ReadWrite,
            Options = FileOptions.DeleteOnClose,
        });
        var length = minutes * 60L * BytesPerSecond;
        var header = voices.Clip(0).AsSpan(0, HeaderBytes).ToArray();
        BinaryPrimitives.WriteUInt32LittleEndian(header.AsSpan(RiffLengthAt), (uint)(HeaderBytes - 8 + length));
        BinaryPrimitives.WriteUInt32LittleEndian(header.AsSpan(DataLengthAt), (uint)length);
        _file.Write(header);
        var pause = new byte[BytesPerSecond];
        for (var number = 0; _file.Length < HeaderBytes + length; number++)
        {
            _file.Write(voices.Clip(number).AsSpan(HeaderBytes));
            _file.Write(pause);
        }

        _file.SetLength(HeaderBytes + length);
        _file.Position = 0;
    }

    /// <summary>The WAV file, at its start.</summary>
    public Stream Content => _file;

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();
}
