using BenchmarkDotNet.Running;
using Emotion.Benchmarks;

switch (args)
{
    case ["deviations"]:
        Deviations.Print();
        Console.WriteLine();
        LogMelDeviations.Print();
        break;
    case ["start", .. var folders]:
        await StartTimes.PrintAsync(folders);
        break;
    default:
        BenchmarkSwitcher.FromTypes([typeof(FeatureBenchmarks), typeof(LogMelBenchmarks), typeof(DecodeBenchmarks), typeof(ScoreBenchmarks)]).Run(args);
        break;
}
