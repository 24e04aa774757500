using System.Diagnostics;

namespace Autograd.Compare;

/// <summary>
/// A statement of the documentation about memory, checked in a process of its own, so that earlier work has no
/// influence.
/// </summary>
/// <param name="Name">The claim; the part before the slash is the mode of the command line.</param>
/// <param name="Holds">
/// Measures, prints the results and returns true if the claim holds; the argument is true for a short run.
/// </param>
sealed record Claim(string Name, Func<bool, bool> Holds)
{
    // The pool decides by the clock whether a full collection is worth its time, so a busy machine may spoil a run.
    const int Attempts = 3;

    public static Claim[] All { get; } =
    [
        new("endurance/a million steps", Endurance.Holds),
        .. PeakMemory.Nets.Select(net => new Claim($"memory/{net}", _ => PeakMemory.Holds(net))),
    ];

    /// <summary>
    /// Checks the claims of some modes one after the other, and returns the number of those that do not hold.
    /// </summary>
    public static int Check(IEnumerable<string> modes, bool isDry) =>
        modes.Sum(mode => All.Where(claim => claim.Name.StartsWith(mode + "/", StringComparison.Ordinal)).Count(claim => !claim.HoldsOnce(isDry)));

    bool HoldsOnce(bool isDry)
    {
        for (var i = 0; i < Attempts; i++)
            if (HoldsAlone(isDry)) return true;
        return false;
    }

    bool HoldsAlone(bool isDry)
    {
        using var process = Process.Start(Environment.ProcessPath!, ["--claim", Name, .. isDry ? (string[])["--dry"] : []]);
        process.WaitForExit();
        return process.ExitCode == 0;
    }
}
