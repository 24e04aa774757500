using System.Numerics;
using System.Runtime.CompilerServices;
using static Autograd.Kernels.GateLanes;

namespace Autograd.Kernels;

/// <summary>The backward pass of h = tanh(a) or h = relu(a): computes the gradient of a from that of h.</summary>
internal readonly unsafe struct RnnGateGradients<T, Relu>(int hidden, T* y, T* dy, T* dh, T* da) : IGateStep<T>
    where T : unmanaged, IFloatingPointIeee754<T>
    where Relu : struct, IBool
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Run<V, Partial>(nint row, nint j, V mask)
        where V : unmanaged, ISimdVector<V, T>
        where Partial : struct, IBool
    {
        var at = row * hidden + j;
        var h = Read<T, V, Partial>(y + at, mask);
        var d = Read<T, V, Partial>(dh + at, mask) + Read<T, V, Partial>(dy + at, mask);
        d = typeof(Relu) == typeof(True) ? V.LessThan(V.Zero, h) & d : d * (V.One - h * h);
        Write<T, V, Partial>(da + at, d, mask);
    }
}
