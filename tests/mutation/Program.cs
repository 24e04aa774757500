using System.Diagnostics;
using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;
using Autograd.Mutation;

// Breaks every backward formula of the operations, one way at a time, and looks whether the op table's gradient checks notice.
//
//     dotnet run --project tests/mutation                     all operations
//     dotnet run --project tests/mutation -- Tanh Reductions  files whose path contains one of the words
//
// Exits with 1 if a mutant survived.

var source = Path.Combine(Here(), "..", "..", "src", "Autograd");
var clock = Stopwatch.StartNew();
var library = MutatedLibrary.Build(
    source,
    path => path.StartsWith("Ops", StringComparison.Ordinal)
        && (args.Length == 0 || args.Any(word => path.Contains(word, StringComparison.Ordinal))));
Console.WriteLine($"{library.Mutants.Count} mutants, built in {clock.Elapsed.TotalSeconds:F0} s");

var checks = new GradientChecks(library);
var rows = checks.Rows;
var reached = new Dictionary<(object Row, int Order), bool[]>();
foreach (var row in rows)
{
    for (var order = 1; order <= 2; order++)
    {
        library.ForgetReached();
        if (checks.Run(row, order) is { } failure)
            Console.WriteLine($"left out, for it fails without any mutant: {row}, order {order}: {failure.Message}");
        else reached[(row, order)] = library.Reached;
    }
}

Console.WriteLine($"{reached.Count} checks of {rows.Count} rows of the table pass as they are ({clock.Elapsed.TotalSeconds:F0} s)");

foreach (var mutant in library.Mutants)
{
    library.Active = mutant.Id;
    mutant.Fate = FateOf(mutant);
}

library.Active = -1;
Report();
return library.Mutants.Any(mutant => mutant.Fate == Fate.Survived) ? 1 : 0;

Fate FateOf(Mutant mutant)
{
    var comesBy = false;
    for (var order = 1; order <= 2; order++)
    {
        foreach (var row in rows)
        {
            if (!reached.TryGetValue((row, order), out var comesByHere) || !comesByHere[mutant.Id]) continue;
            comesBy = true;
            if (checks.Run(row, order) is not null) return order == 1 ? Fate.KilledByFirstOrder : Fate.KilledBySecondOrder;
        }
    }

    return comesBy ? Fate.Survived : Fate.NotReached;
}

void Report()
{
    Console.WriteLine();
    Console.WriteLine("| file | mutants | killed by first order | by second | survived | not reached |");
    Console.WriteLine("|---|---:|---:|---:|---:|---:|");
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

    static void Line(string name, IReadOnlyList<Mutant> mutants)
    {
        int Of(Fate fate) => mutants.Count(mutant => mutant.Fate == fate);
        Console.WriteLine(
            $"| {name} | {mutants.Count} | {Of(Fate.KilledByFirstOrder)} | {Of(Fate.KilledBySecondOrder)} | {Of(Fate.Survived)} | "
            + $"{Of(Fate.NotReached)} |");
    }
}

static string Here([CallerFilePath] string here = "") => Path.GetDirectoryName(here)!;

/// <summary>The gradient checks of the tests' op table.</summary>
internal sealed class GradientChecks
{
    private readonly object _tests;
    private readonly MethodInfo[] _orders;

    public GradientChecks(MutatedLibrary library)
    {
        const string Namespace = "Autograd.Tests.OpCases.";
        const BindingFlags Any = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static | BindingFlags.Instance;
        var all = (IEnumerable<object>)library.Tests.GetType(Namespace + "OpTable")!.GetProperty("All", Any)!.GetValue(null)!;
        var matches = library.Tests.GetType(Namespace + "OpCase")!.GetProperty("MatchesDifferences")!;
        Rows = [.. all.Where(row => (bool)matches.GetValue(row)!)];
        var type = library.Tests.GetType(Namespace + "GradientTests")!;
        _tests = Activator.CreateInstance(type)!;
        _orders = [type.GetMethod("First_order")!, type.GetMethod("Second_order")!];
    }

    public IReadOnlyList<object> Rows { get; }

    /// <summary>What the check of a row's first or second derivatives throws, or null if it passes.</summary>
    public Exception? Run(object row, int order)
    {
        try
        {
            _orders[order - 1].Invoke(_tests, [row]);
            return null;
        }
        catch (TargetInvocationException e)
        {
            return e.InnerException;
        }
    }
}
