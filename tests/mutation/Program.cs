using System.Diagnostics;
using System.Globalization;
using System.Runtime.CompilerServices;
using Autograd.Mutation;

// Breaks the library, one way at a time, and looks whether the tests notice.
//
//     dotnet run --project tests/mutation                     every backward formula of the operations, against the op table's checks
//     dotnet run --project tests/mutation -- messages         every piece of every error message, against the NUnit suite
//     dotnet run --project tests/mutation -- leases           every lease on memory, against the runs on temporaries
//     dotnet run --project tests/mutation -- Tanh Reductions  only files whose path contains one of the words (also after the others)
//
// Exits with 1 if a mutant survived, or if no test comes by a message.

var isOfMessages = args is ["messages", ..];
var isOfLeases = args is ["leases", ..];
if (isOfLeases && Environment.GetEnvironmentVariable("AUTOGRAD_MEMORY_CHECK") is null) return AgainWithMemoryCheck();

var words = isOfMessages || isOfLeases ? args[1..] : args;
var source = Path.Combine(Here(), "..", "..", "src", "Autograd");
var clock = Stopwatch.StartNew();
var library = MutatedLibrary.Build(
    source,
    isOfLeases ? (file, sites) => new LeaseMutator(file, sites)
        : isOfMessages ? (file, sites) => new MessageMutator(file, sites) : (file, sites) => new FormulaMutator(file, sites),
    path => path.EndsWith("TensorStorage.cs", StringComparison.Ordinal) && isOfLeases
        || (isOfMessages || isOfLeases || path.StartsWith("Ops", StringComparison.Ordinal))
        && (words.Length == 0 || words.Any(word => path.Contains(word, StringComparison.Ordinal))));
Console.WriteLine($"{library.Mutants.Count} mutants, built in {clock.Elapsed.TotalSeconds:F0} s");
if (isOfLeases) Console.WriteLine($"{LeaseMutator.Redundant} leases left alone: their tensors are used afterwards in the same method");

var reached = isOfLeases ? new LeaseChecks(library).RunAll()
    : isOfMessages ? new SuiteChecks(library).RunAll() : new GradientChecks(library).RunAll();
Console.WriteLine($"{reached.Count} checks pass as they are ({clock.Elapsed.TotalSeconds:F0} s)");

foreach (var mutant in library.Mutants)
{
    library.Active = mutant.Id;
    mutant.Fate = FateOf(mutant);
}

library.Active = -1;
Report();
return library.Mutants.Any(mutant => mutant.Fate == Fate.Survived || (isOfMessages && mutant.Fate == Fate.NotReached)) ? 1 : 0;

Fate FateOf(Mutant mutant)
{
    var comesBy = false;
    foreach (var (check, comesByHere) in reached)
    {
        if (!comesByHere[mutant.Id]) continue;
        comesBy = true;
        if (check.Run() is not null) return check.Kill;
    }

    return comesBy ? Fate.Survived : Fate.NotReached;
}

void Report()
{
    (Fate Fate, string Title)[] columns = isOfMessages || isOfLeases
        ? [(Fate.KilledByTest, "killed"), (Fate.Survived, "survived"), (Fate.NotReached, "not reached")]
        :
        [
            (Fate.KilledByFirstOrder, "killed by first order"), (Fate.KilledBySecondOrder, "by second"),
            (Fate.KilledByStoredResults, "by stored results"), (Fate.Survived, "survived"), (Fate.NotReached, "not reached"),
        ];
    Console.WriteLine();
    Console.WriteLine($"| file | mutants | {string.Join(" | ", columns.Select(column => column.Title))} |");
    Console.WriteLine($"|---|---:|{string.Concat(columns.Select(_ => "---:|"))}");
    foreach (var file in library.Mutants.GroupBy(mutant => mutant.File)) Line(file.Key, [.. file]);
    Line("all", library.Mutants);
    foreach (var fate in new[] { Fate.Survived, Fate.NotReached })
    {
        var some = library.Mutants.Where(mutant => mutant.Fate == fate).ToArray();
        if (some.Length == 0) continue;
        Console.WriteLine();
        Console.WriteLine(fate == Fate.Survived ? "Survived:" : "Not reached:");
        foreach (var mutant in some) Console.WriteLine($"  {mutant}");
    }

    Console.WriteLine();
    Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{clock.Elapsed.TotalSeconds:F0} s"));

    void Line(string name, IReadOnlyList<Mutant> mutants) => Console.WriteLine(
        $"| {name} | {mutants.Count} | {string.Join(" | ", columns.Select(column => mutants.Count(mutant => mutant.Fate == column.Fate)))} |");
}

// Every buffer is pooled and what comes back is overwritten, and nothing lives longer than it must.
int AgainWithMemoryCheck()
{
    var program = Environment.ProcessPath!;
    var isHost = Path.GetFileNameWithoutExtension(program) == "dotnet";
    var start = new ProcessStartInfo(program, isHost ? [Environment.GetCommandLineArgs()[0], .. args] : args)
    {
        Environment = { ["AUTOGRAD_MEMORY_CHECK"] = "1", ["DOTNET_TieredCompilation"] = "0" },
    };
    using var process = Process.Start(start)!;
    process.WaitForExit();
    return process.ExitCode;
}

static string Here([CallerFilePath] string here = "") => Path.GetDirectoryName(here)!;
