using Autograd.IO.Tests.Checkpoints;
using Autograd.IO.Tests.Faults;
using Autograd.IO.Tests.Fuzzing;
using Autograd.IO.Tests.Torch;

// The test host runs the tests of this assembly; by itself it runs what a test starts as a process of its own, and long
// runs of the fuzzer.
return args switch
{
    ["fuzz", .. var rest] => FuzzProgram.Run(rest),
    ["save", var path] => SaveProgram.Run(path),
    ["torch-files", var folder] => TorchWritten.Write(folder),
    ["train", var folder, var steps] => KilledRun.Train(folder, int.Parse(steps)),
    ["kill", .. var rest] => KillProgram.Run(rest),
    _ => 0,
};
