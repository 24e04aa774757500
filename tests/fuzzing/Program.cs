using Autograd.IO.Tests.Fuzzing;
using SharpFuzz;

// run.sh calls this: first for the files to begin with, then by afl-fuzz for a reader.
if (args is ["seeds", var name, var folder])
{
    Directory.CreateDirectory(folder);
    foreach (var (i, seed) in Find(name).Seeds().Index()) File.WriteAllBytes(Path.Combine(folder, $"{i}"), seed);
    return 0;
}

if (args is not [var reader])
{
    Console.Error.WriteLine($"tests/fuzzing/run.sh READER [OPTION OF afl-fuzz]…; readers: {string.Join(", ", FuzzTarget.All.Select(target => target.Name))}");
    return 2;
}

var target = Find(reader);
Fuzzer.OutOfProcess.Run(stream =>
{
    var bytes = new MemoryStream();
    stream.CopyTo(bytes);
    FuzzRun.Try(target, bytes.ToArray(), out var finding);
    if (finding is not null) throw new InvalidOperationException(finding);
});
return 0;

static FuzzTarget Find(string name) => FuzzTarget.All.Single(target => target.Name == name);
