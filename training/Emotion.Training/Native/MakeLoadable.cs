using System;
using System.IO;
using System.Runtime.InteropServices;
using System.Text;
using Microsoft.Build.Framework;
using Microsoft.Build.Utilities;

/// <summary>
/// Copies libLibTorchSharp.so; where the system's libstdc++ lacks GLIBCXX_3.4.32, marks the copy's need of that version as weak, and the
/// loader then does without it. Compiled by MSBuild for Torch.targets, against .NET Standard 2.0; no part of the program.
/// </summary>
/// <remarks>
/// That is safe because the one symbol of that version, <c>std::ios_base_library_init()</c>, only makes the linker pick a libstdc++ that
/// initialises its streams by itself: nothing calls it. Layout of <c>.gnu.version_r</c>: Linux Standard Base 5.0, 10.7.4.
/// </remarks>
public class MakeLoadable : Task
{
    private const string Version = "GLIBCXX_3.4.32";
    private const uint VersionNeedSection = 0x6ffffffe; // SHT_GNU_verneed
    private const byte Weak = 0x2; // VER_FLG_WEAK

    public string Source { get; set; }

    public string Destination { get; set; }

    public override bool Execute()
    {
        var library = File.ReadAllBytes(Source);
        if (SystemLacksVersion() && MarkWeak(library))
            Log.LogMessage(MessageImportance.High, "This system's libstdc++ lacks {0}: {1} does without it.", Version, Destination);

        Directory.CreateDirectory(Path.GetDirectoryName(Destination));
        File.WriteAllBytes(Destination, library);
        return true;
    }

    /// <summary>Resolves, without calling it, the symbol that came with the version.</summary>
    private static bool SystemLacksVersion()
    {
        try
        {
            Marshal.Prelink(typeof(MakeLoadable).GetMethod(nameof(InitialiseStreams)));
            return false;
        }
        catch (EntryPointNotFoundException)
        {
            return true;
        }
        catch (DllNotFoundException)
        {
            return false; // no libstdc++ at all: nothing that a mark could cure
        }
    }

    [DllImport("libstdc++.so.6", EntryPoint = "_ZSt21ios_base_library_initv")]
    public static extern void InitialiseStreams();

    private static bool MarkWeak(byte[] elf)
    {
        int sections = Int64At(elf, 0x28), sectionSize = Int16At(elf, 0x3a), sectionCount = Int16At(elf, 0x3c);
        for (var i = 0; i < sectionCount; i++)
        {
            var section = sections + i * sectionSize;
            if ((uint)Int32At(elf, section + 4) == VersionNeedSection)
            {
                var names = Int64At(elf, sections + Int32At(elf, section + 0x28) * sectionSize + 0x18);
                return MarkWeak(elf, Int64At(elf, section + 0x18), names);
            }
        }

        return false;
    }

    /// <summary>Walks the libraries (Elf64_Verneed) and the versions needed of each (Elf64_Vernaux), chained by offsets.</summary>
    private static bool MarkWeak(byte[] elf, int need, int names)
    {
        for (; ; need += Int32At(elf, need + 12))
        {
            for (var version = need + Int32At(elf, need + 8); ; version += Int32At(elf, version + 12))
            {
                if (NameAt(elf, names + Int32At(elf, version + 8)) == Version)
                {
                    elf[version + 4] |= Weak;
                    return true;
                }

                if (Int32At(elf, version + 12) == 0)
                    break;
            }

            if (Int32At(elf, need + 12) == 0)
                return false;
        }
    }

    private static string NameAt(byte[] elf, int offset) =>
        Encoding.ASCII.GetString(elf, offset, Array.IndexOf(elf, (byte)0, offset) - offset);

    private static int Int16At(byte[] elf, int offset) => BitConverter.ToUInt16(elf, offset);

    private static int Int32At(byte[] elf, int offset) => BitConverter.ToInt32(elf, offset);

    private static int Int64At(byte[] elf, int offset) => checked((int)BitConverter.ToInt64(elf, offset));
}
