using Autograd.Compare;
using Autograd.Tests.Fuzzing;

// What a test starts as a program of its own, and the fuzzer as a command; the tests themselves are run by their own host.
return args switch
{
    ["fuzz", .. var options] => FuzzProgram.Run(options),
    [var net] when PeakMemory.Holds(net) => 0,
    _ => 1,
};
