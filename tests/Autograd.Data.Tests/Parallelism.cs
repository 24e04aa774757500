// Fixtures run beside each other, a worker for each processor; what is shared by the whole process is for those that run alone.
[assembly: Parallelizable(ParallelScope.Fixtures)]
