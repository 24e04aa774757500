using System.Text.Json.Serialization;

namespace Autograd.Compare;

/// <summary>A workload in the table: the times of each library in each round.</summary>
internal sealed record Line(string Group, string Row, string Against, double Goal, int Threads)
{
    /// <summary>The relative difference by which results may differ after three steps, because of rounding.</summary>
    private const double Tolerance = 2e-3;

    /// <summary>The rounds of each library, ours among them.</summary>
    public Dictionary<string, List<Measured>> Rounds { get; init; } = [];

    /// <summary>The libraries that ours is compared with.</summary>
    [JsonIgnore]
    public IEnumerable<string> Peers => Rounds.Keys.Where(library => library != Compare.Row.Ours);

    /// <summary>True if all libraries computed the same.</summary>
    [JsonIgnore]
    public bool Agrees
    {
        get
        {
            var checks = Rounds.Values.SelectMany(rounds => rounds).Select(round => round.Check).ToArray();
            return checks.Max() - checks.Min() <= Tolerance * (1e-12 + checks.Max());
        }
    }

    public void Add(string library, Measured measured)
    {
        if (!Rounds.TryGetValue(library, out var rounds)) Rounds[library] = rounds = [];
        rounds.Add(measured);
    }

    /// <summary>The median of the rounds' medians, in microseconds.</summary>
    public double Median(string library) => Timing.Median(Rounds[library].Select(round => round.Median));

    /// <summary>The shortest sample of all rounds, in microseconds.</summary>
    public double Best(string library) => Rounds[library].Min(round => round.Best);

    /// <summary>The ratio of the peer's median time to ours.</summary>
    public double Ratio(string peer) => Median(peer) / Median(Compare.Row.Ours);

    /// <summary>The ratio of the shortest samples.</summary>
    public double BestRatio(string peer) => Best(peer) / Best(Compare.Row.Ours);

    /// <summary>
    /// The ratio to aim at against this peer, or null. libtorch has the goal of every row, whichever library the row names.
    /// </summary>
    public double? GoalAgainst(string peer) =>
        Goal > 0 && (peer == Compare.Row.Libtorch || peer.StartsWith(Against, StringComparison.Ordinal)) ? Goal : null;
}
