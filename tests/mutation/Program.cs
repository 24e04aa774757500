using System.Diagnostics;
using System.Globalization;
using System.Runtime.CompilerServices;
using Autograd.Mutation;

// Breaks the library, one way at a time, and looks whether the tests notice.
//
//     dotnet run --project tests/mutation                     every backward formula of the operations, against the op table's checks
//     dotnet run --project tests/mutation -- messages         every piece of every error message, against the NUnit suite
//     dotnet run --project tests/mutation -- Tanh Reductions  only files whose path contains one of the words (also after "messages")
//
// Exits with 1 if a mutant survived, or if no test comes by a message.

var isOfMessages = args is ["messages", ..];
var words = isOfMessages ? args[1..] : args;
var source = Path.Combine(Here(), "..", "..", "src", "Autograd");
var clock = Stopwatch.StartNew();
var library = MutatedLibrary.Build(
    source, isOfMessages ? (file, sites) => new MessageMutator(file, sites) : (file, sites) => new FormulaMutator(file, sites),
    path => (isOfMessages || path.StartsWith("Ops", StringComparison.Ordinal))
        && (words.Length == 0 || words.Any(word => path.Contains(word, StringComparison.Ordinal))));
Console.WriteLine($"{library.Mutants.Count} mutants, built in {clock.Elapsed.TotalSeconds:F0} s");

var reached = isOfMessages ? new SuiteChecks(library).RunAll() : new GradientChecks(library).RunAll();
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
    (Fate Fate, string Title)[] columns = isOfMessages
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

static string Here([CallerFilePath] string here = "") => Path.GetDirectoryName(here)!;
