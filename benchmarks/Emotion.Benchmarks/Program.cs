using BenchmarkDotNet.Running;
using Emotion.Benchmarks;

BenchmarkSwitcher.FromTypes([typeof(FeatureBenchmarks), typeof(DecodeBenchmarks), typeof(ScoreBenchmarks)]).Run(args);
