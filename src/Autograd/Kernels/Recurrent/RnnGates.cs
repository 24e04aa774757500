using System.Numerics;
using System.Runtime.CompilerServices;
using static Autograd.Kernels.GateLanes;

namespace Autograd.Kernels;

/// <summary>The way back through h = tanh(a), or through a rectifier: from the gradient of h to that of a.</summary>
internal readonly unsafe struct RnnGateGradients<T, Relu>(int hidden, T* y, T* dy, T* dh, T* da) : IGateStep<T>
    where T : unmanaged, IFloatingPointIeee754<T>
    where Relu : struct, IFlag
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Run<V, L, M, Partial>(nint row, nint j, V mask)
        where V : unmanaged
        where L : struct, ILanes<T, V>
        where M : struct, IGateMath<T, V>
        where Partial : struct, IFlag
    {
        var at = row * hidden + j;
        var h = Read<T, V, L, Partial>(y + at, mask);
        var d = L.Add(Read<T, V, L, Partial>(dh + at, mask), Read<T, V, L, Partial>(dy + at, mask));
        d = typeof(Relu) == typeof(Yes) ? M.WherePositive(h, d) : M.Multiply(d, M.Subtract(L.Broadcast(T.One), M.Multiply(h, h)));
        Write<T, V, L, Partial>(da + at, d, mask);
    }
}
