using Autograd;
using Autograd.Compare;
using Autograd.Tests.Fuzzing;
using Autograd.Tests.Memory;
using Autograd.Tests.Memory.Temporaries;

// What a test starts as a program of its own, and the fuzzer as a command; the tests themselves are run by their own host.
return args switch
{
    ["fuzz", .. var options] => FuzzProgram.Run(options),
    [TemporariesTests.Argument] => TemporariesTests.HoldAll(null) ? 0 : 1,
    [TemporariesTests.Argument, var word] => TemporariesTests.HoldAll(word) ? 0 : 1,
    [var net] => HoldsPeak(net) ? 0 : 1,
    _ => 1,
};

// Whether other programs take the processor must not decide which memory is collected.
static bool HoldsPeak(string net)
{
    BufferPool.Policy = new CollectionPolicy(new StoppedClock());
    return PeakMemory.Holds(net);
}
