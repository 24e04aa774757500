using Autograd.Compare;
using Autograd.Tests.Memory.Temporaries;

// What a test starts as a program of its own; the tests themselves are run by their own host.
return args switch
{
    [TemporariesTests.Argument] => TemporariesTests.HoldAll(null) ? 0 : 1,
    [TemporariesTests.Argument, var word] => TemporariesTests.HoldAll(word) ? 0 : 1,
    [var net] => PeakMemory.Holds(net) ? 0 : 1,
    _ => 1,
};
