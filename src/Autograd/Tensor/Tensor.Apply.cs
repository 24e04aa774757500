using System.Runtime.CompilerServices;
using Autograd.Kernels;

namespace Autograd;

/// <summary>Reads contiguous memory, writes other memory, and returns what it found there.</summary>
internal interface IReductionKernel<TIn, TOut, TResult>
{
    TResult Invoke(ReadOnlySpan<TIn> x, Span<TOut> y);
}

/// <summary>Writes contiguous memory.</summary>
internal interface IWriteKernel<T>
{
    void Invoke(Span<T> y);
}

// Leases for small operations: a kernel is passed the elements of contiguous tensors and cannot store them. There is no
// `finally`, because that costs a tenth of a small operation. It would only keep a tensor alive after an exception,
// when nothing reads the spans any more.
public sealed partial class Tensor
{
    /// <summary>Runs a kernel that returns a result from one contiguous tensor to another.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TResult Apply<TIn, TOut, TResult, TKernel>(TKernel kernel, Tensor x, Tensor y)
        where TIn : unmanaged
        where TOut : unmanaged
        where TKernel : struct, IReductionKernel<TIn, TOut, TResult>
    {
        var result = kernel.Invoke(x.DangerousGetSpan<TIn>(), y.DangerousGetSpan<TOut>());
        GC.KeepAlive(x);
        GC.KeepAlive(y);
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

    /// <summary>
    /// Runs a kernel that walks two tensors by their strides, from their first elements to the ends of their memory.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void ApplyStrided<T, TKernel>(TKernel kernel, Tensor a, Tensor b, Span<T> y)
        where T : unmanaged
        where TKernel : struct, IBinaryKernel<T, T>
    {
        kernel.Invoke(a.DangerousGetRest<T>(), b.DangerousGetRest<T>(), y);
        GC.KeepAlive(a);
        GC.KeepAlive(b);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Span<T> DangerousGetRest<T>() where T : unmanaged => _storage.DangerousGetRest<T>(_offset, _dtype);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Span<T> DangerousGetSpan<T>() where T : unmanaged => _storage.DangerousGetSpan<T>(_offset, _shape.Numel, _dtype);
}
