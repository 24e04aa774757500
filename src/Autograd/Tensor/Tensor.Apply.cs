using System.Runtime.CompilerServices;
using Autograd.Kernels;

namespace Autograd;

/// <summary>Reads contiguous memory.</summary>
internal interface IReadKernel<T, TResult>
{
    TResult Invoke(ReadOnlySpan<T> x);
}

/// <summary>Writes contiguous memory.</summary>
internal interface IWriteKernel<T>
{
    void Invoke(Span<T> y);
}

// Leases in the form of a call: a kernel is passed the elements of contiguous tensors, which are kept alive until it
// returns. Small operations use it, because the `finally` of a `using` declaration takes a tenth of their time. An
// exception ends the method without KeepAlive, but then nothing reads the spans any more.
public sealed partial class Tensor
{
    /// <summary>Runs a kernel on the elements of a contiguous tensor.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TResult Apply<T, TResult, TKernel>(TKernel kernel, Tensor x)
        where T : unmanaged
        where TKernel : struct, IReadKernel<T, TResult>
    {
        var result = kernel.Invoke(x.DangerousGetSpan<T>());
        GC.KeepAlive(x);
        return result;
    }

    /// <summary>Runs a kernel that writes the elements of a contiguous tensor.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Apply<T, TKernel>(TKernel kernel, Tensor y)
        where T : unmanaged
        where TKernel : struct, IWriteKernel<T>
    {
        kernel.Invoke(y.DangerousGetSpan<T>());
        GC.KeepAlive(y);
    }

    /// <summary>Runs a kernel from one contiguous tensor to another.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Apply<TIn, TOut, TKernel>(TKernel kernel, Tensor x, Tensor y)
        where TIn : unmanaged
        where TOut : unmanaged
        where TKernel : struct, IUnaryKernel<TIn, TOut>
    {
        kernel.Invoke(x.DangerousGetSpan<TIn>(), y.DangerousGetSpan<TOut>());
        GC.KeepAlive(x);
        GC.KeepAlive(y);
    }

    /// <summary>Runs a kernel from two contiguous tensors to a third.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Apply<TIn, TOut, TKernel>(TKernel kernel, Tensor a, Tensor b, Tensor y)
        where TIn : unmanaged
        where TOut : unmanaged
        where TKernel : struct, IBinaryKernel<TIn, TOut>
    {
        kernel.Invoke(a.DangerousGetSpan<TIn>(), b.DangerousGetSpan<TIn>(), y.DangerousGetSpan<TOut>());
        GC.KeepAlive(a);
        GC.KeepAlive(b);
        GC.KeepAlive(y);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Span<T> DangerousGetSpan<T>() where T : unmanaged => _storage.DangerousGetSpan<T>(_offset, _shape.Numel, _dtype);
}
