using BenchmarkDotNet.Running;
using Emotion.Benchmarks;

if (args is ["deviations"])
    Deviations.Print();
else
    BenchmarkSwitcher.FromTypes([typeof(FeatureBenchmarks), typeof(DecodeBenchmarks), typeof(ScoreBenchmarks)]).Run(args);
