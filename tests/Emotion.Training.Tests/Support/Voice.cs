using System.Buffers.Binary;
using Emotion.Audio;
using Emotion.Audio.Features;

namespace Emotion.Training.Tests.Support;

/// <summary>Made-up speech: pulses of a gliding voice through two formants, in syllables, with some breath.</summary>
public static class Voice
{
    /// <summary>A 16-bit mono WAV of 3.2 s at 22 050 Hz; another seed is another voice.</summary>
    /// <param name="seed">Decides pitch, formants and breath.</param>
    /// <param name="gain">Scales the samples; 1 peaks near full scale.</param>
    public static byte[] Wav(int seed, double gain = 0.5)
    {
        const int Rate = FeatureSet.SampleRate;
        var random = new Random(seed);
        var pitch = Between(90, 250);
        var formant1 = Between(300, 800);
        var formant2 = Between(900, 2400);
        var glide = Between(-0.5, 0.5);
        var syllables = Between(2, 6);
        var samples = new short[(int)(3.2 * Rate)];
        var phase = 0.0;
        for (var i = 0; i < samples.Length; i++)
        {
            var t = (double)i / Rate;
            phase += pitch * (1 + glide * t / 3) / Rate;
            var sincePulse = phase % 1 / pitch;
            var ringing = Math.Sin(2 * Math.PI * formant1 * sincePulse) + Math.Sin(2 * Math.PI * formant2 * sincePulse);
            var voiced = Math.Exp(-sincePulse * 200) * ringing;
            var loudness = Math.Pow(Math.Sin(Math.PI * syllables * t), 2);
            var sample = gain * loudness * (0.45 * voiced + 0.05 * Between(-0.5, 0.5));
            samples[i] = (short)(Math.Clamp(sample, -1, 1) * short.MaxValue);
        }

        return Encode(samples, Rate);

        double Between(double low, double high) => low + (high - low) * random.NextDouble();
    }

    /// <summary>The 180 features of <see cref="Wav"/>, as the pipeline computes them.</summary>
    public static float[] Features(int seed, double gain = 0.5) =>
        ClipAnalyzer.Analyze(new MemoryStream(Wav(seed, gain)), FeatureRecipe.Librosa180).Window.Vector;

    /// <summary>All frames of <see cref="Wav"/>'s log-mel spectrogram, as training keeps them.</summary>
    public static float[] Spectrogram(int seed) =>
        LogMelSpectrogram.Of(AudioLoader.Load(new MemoryStream(Wav(seed)))).Decibels;

    /// <summary>Four actors, each with every emotion of RAVDESS once, in the folder <c>corpus</c>.</summary>
    public static void WriteCorpus(TemporaryFolder folder)
    {
        for (var actor = 1; actor <= 4; actor++)
        {
            for (var emotion = 1; emotion <= 8; emotion++)
                folder.Write($"corpus/03-01-{emotion:00}-01-01-01-{actor:00}.wav", Wav(10 * actor + emotion));
        }
    }

    private static byte[] Encode(short[] samples, int rate)
    {
        var wav = new byte[44 + 2 * samples.Length];
        "RIFF"u8.CopyTo(wav);
        BinaryPrimitives.WriteInt32LittleEndian(wav.AsSpan(4), wav.Length - 8);
        "WAVEfmt "u8.CopyTo(wav.AsSpan(8));
        BinaryPrimitives.WriteInt32LittleEndian(wav.AsSpan(16), 16);
        BinaryPrimitives.WriteInt16LittleEndian(wav.AsSpan(20), 1); // PCM
        BinaryPrimitives.WriteInt16LittleEndian(wav.AsSpan(22), 1); // mono
        BinaryPrimitives.WriteInt32LittleEndian(wav.AsSpan(24), rate);
        BinaryPrimitives.WriteInt32LittleEndian(wav.AsSpan(28), 2 * rate);
        BinaryPrimitives.WriteInt16LittleEndian(wav.AsSpan(32), 2);
        BinaryPrimitives.WriteInt16LittleEndian(wav.AsSpan(34), 16);
        "data"u8.CopyTo(wav.AsSpan(36));
        BinaryPrimitives.WriteInt32LittleEndian(wav.AsSpan(40), 2 * samples.Length);
        for (var i = 0; i < samples.Length; i++)
            BinaryPrimitives.WriteInt16LittleEndian(wav.AsSpan(44 + 2 * i), samples[i]);
        return wav;
    }
}
