namespace Autograd.Mutation;

/// <summary>One way of breaking a formula or a message.</summary>
/// <param name="Id">The number by which it is switched on.</param>
/// <param name="File">The source file, relative to the library.</param>
/// <param name="Line">The line of the original.</param>
/// <param name="Original">What stands there.</param>
/// <param name="Replacement">What would stand there.</param>
internal sealed record Mutant(int Id, string File, int Line, string Original, string Replacement)
{
    public Fate Fate { get; set; }

    public override string ToString() => $"{File}:{Line}: {OneLine(Original)}  ->  {OneLine(Replacement)}";

    private static string OneLine(string text) => string.Join(' ', text.Split((char[])[' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries));
}

/// <summary>What became of a mutant.</summary>
internal enum Fate
{
    /// <summary>No check comes by.</summary>
    NotReached,

    /// <summary>A check of first derivatives failed.</summary>
    KilledByFirstOrder,

    /// <summary>Only a check of second derivatives failed.</summary>
    KilledBySecondOrder,

    /// <summary>Only a comparison with the stored results of PyTorch failed.</summary>
    KilledByStoredResults,

    /// <summary>A test of the suite failed.</summary>
    KilledByTest,

    /// <summary>No check noticed.</summary>
    Survived,
}
