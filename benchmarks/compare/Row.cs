namespace Autograd.Compare;

/// <summary>
/// One workload on one side. A line of the table is a row of ours and the Python rows of the same name.
/// </summary>
/// <param name="Name">The workload, the same on both sides.</param>
/// <param name="Against">The library that the goal refers to, its variants ("torch avx512") included.</param>
/// <param name="Goal">The ratio of that library's time to ours that we aim at; 0 for no goal.</param>
/// <param name="Start">
/// Makes new data and weights and returns the step to be timed. The mean absolute value of the third step's result is
/// compared with the peer's.
/// </param>
internal sealed record Row(string Name, string Against, double Goal, Func<Func<object>> Start)
{
    public const string Ours = "Autograd", Libtorch = "libtorch";

    /// <summary>The library of the row: ours, or a peer that runs in the same process.</summary>
    public string Library { get; init; } = Ours;

    /// <summary>The number of a result that is compared with the peers'.</summary>
    public Func<object, double> Check { get; init; } = Result.Magnitude;

    /// <summary>The number of threads of the library; null for that of the command line.</summary>
    public int? Threads { get; init; }

    /// <summary>The number of operations in a step; times are per operation.</summary>
    public int Operations { get; init; } = 1;

    /// <summary>
    /// Seconds to run before the first measurement. The JIT compiles code a second time after it has run for a while.
    /// </summary>
    public double WarmUp { get; init; } = 0.5;
}
