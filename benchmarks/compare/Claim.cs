using System.Diagnostics;

namespace Autograd.Compare;

/// <summary>What the documentation says about memory, measured in a process of its own, where nothing else has left its traces.</summary>
/// <param name="Name">The claim; the mode that asks for it is what stands before the slash.</param>
/// <param name="Holds">Measures, prints what it found, and says whether the claim holds; the argument asks for a short run.</param>
internal sealed record Claim(string Name, Func<bool, bool> Holds)
{
    // Another program that takes the processor at the wrong moment may spoil a run: whether a full collection is worth its time is told by the clock.
    private const int Attempts = 3;

    public static Claim[] All { get; } =
    [
        new("endurance/a million steps", Endurance.Holds),
        .. PeakMemory.Nets.Select(net => new Claim($"memory/{net}", _ => PeakMemory.Holds(net))),
    ];

    /// <summary>Checks the claims of some modes one after the other; the number of those that do not hold.</summary>
    public static int Check(IEnumerable<string> modes, bool isDry) =>
        modes.Sum(mode => All.Where(claim => claim.Name.StartsWith(mode + "/", StringComparison.Ordinal)).Count(claim => !claim.HoldsOnce(isDry)));

    private bool HoldsOnce(bool isDry)
    {
        for (var i = 0; i < Attempts; i++)
            if (HoldsAlone(isDry)) return true;
        return false;
    }

    private bool HoldsAlone(bool isDry)
    {
        using var process = Process.Start(Environment.ProcessPath!, ["--claim", Name, .. isDry ? (string[])["--dry"] : []]);
        process.WaitForExit();
        return process.ExitCode == 0;
    }
}
