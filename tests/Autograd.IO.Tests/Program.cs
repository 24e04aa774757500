using Autograd.IO.Tests.Faults;
using Autograd.IO.Tests.Fuzzing;

// The test host runs the tests of this assembly; by itself it runs what a test starts as a process of its own, and long
// runs of the fuzzer.
return args switch
{
    ["fuzz", .. var rest] => FuzzProgram.Run(rest),
    ["save", var path] => SaveProgram.Run(path),
    _ => 0,
};
