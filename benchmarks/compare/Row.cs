namespace Autograd.Compare;

/// <summary>One workload on one side: a line of the table is a row of ours and the rows of the same name in Python.</summary>
/// <param name="Name">The workload, the same on both sides.</param>
/// <param name="Against">The library that the goal is about; variants of it ("torch avx512") count too.</param>
/// <param name="Goal">How many times as fast as that library we want to be; 0 for no goal.</param>
/// <param name="Start">
/// Makes data and weights anew and gives the step to be timed. What the step returns is compared with the peer's: the mean
/// absolute value of the third step's result.
/// </param>
internal sealed record Row(string Name, string Against, double Goal, Func<Func<object>> Start)
{
    public const string Ours = "Autograd";

    /// <summary>Whose row it is: ours, or that of what we are compared with in the same process.</summary>
    public string Library { get; init; } = Ours;

    /// <summary>The threads of the library, if not those of the command line.</summary>
    public int? Threads { get; init; }

    /// <summary>The operations in a step; times are per operation.</summary>
    public int Operations { get; init; } = 1;

    /// <summary>Seconds to run before the first measurement: the JIT compiles twice, the second time what has run for a while.</summary>
    public double WarmUp { get; init; } = 0.5;
}
