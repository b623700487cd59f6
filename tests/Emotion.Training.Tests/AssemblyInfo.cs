using Xunit.Sdk;
using Xunit.v3;

// torch has one random generator per process, and uses all cores by itself.
[assembly: Parallelization(Mode = ParallelMode.None)]
