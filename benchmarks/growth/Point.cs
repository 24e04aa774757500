namespace Autograd.Growth;

/// <summary>What was measured of a workload of one size.</summary>
/// <param name="Value">The size.</param>
/// <param name="Parameters">The number of parameters.</param>
/// <param name="Median">The median time of a step, in milliseconds.</param>
/// <param name="Best">The shortest time of a step, in milliseconds.</param>
/// <param name="Peak">The most bytes of large tensors, in use and free, at any moment.</param>
/// <param name="Live">The bytes that a step needs: see <see cref="Measurement"/>.</param>
/// <param name="WorkingSet">The largest working set of the process, in bytes.</param>
/// <param name="Flops">The operations of the step's products, or 0 where they are not counted.</param>
internal sealed record Point(
    double Value, long Parameters, double Median, double Best, long Peak, long Live, long WorkingSet, double Flops);
