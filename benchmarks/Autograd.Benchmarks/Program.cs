using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Running;

// A busy machine takes longer than the two minutes that are allowed by default to build what is measured.
var config = ManualConfig.Create(DefaultConfig.Instance).WithBuildTimeout(TimeSpan.FromMinutes(10));
BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args, config);
