using System.Numerics;

namespace Autograd.Kernels;

/// <summary>
/// The elementwise part of one step of a recurrent layer; the struct holds the addresses of what it reads and writes.
/// </summary>
internal interface IGateStep<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>
    /// Computes one vector of each gate: the elements from <paramref name="j"/> on of row <paramref name="row"/>.
    /// </summary>
    /// <param name="row">The row of the batch.</param>
    /// <param name="j">The first element of the gates.</param>
    /// <param name="mask">With Partial, the lanes that exist.</param>
    void Run<V, Partial>(nint row, nint j, V mask)
        where V : unmanaged, ISimdVector<V, T>
        where Partial : struct, IBool;
}
