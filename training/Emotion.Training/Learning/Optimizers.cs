namespace Emotion.Training.Learning;

/// <summary>Names of optimizers, as they stand in options and recipes.</summary>
public static class Optimizers
{
    /// <summary>Adam (Kingma and Ba 2015), as Keras has it: the tutorial's.</summary>
    public const string Adam = "adam";

    /// <summary><see cref="Learning.Muon"/> for what lies between input and output, <see cref="AdamW"/> for the rest.</summary>
    public const string Muon = "muon";

    /// <summary>Adam with decoupled weight decay (Loshchilov and Hutter 2019).</summary>
    public const string AdamW = "adamw";
}
