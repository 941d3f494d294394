// More than there are cores: most of a test is waiting, for a server, for another process, or for a moment to pass.
[assembly: Xunit.v3.Parallelization(MaxThreads = 4)]
