// Each collection starts a whole system; two at once would fight for the cores that both are measured on.
[assembly: Xunit.v3.Parallelization(Mode = Xunit.Sdk.ParallelMode.None)]
