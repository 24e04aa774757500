using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace Autograd;

/// <summary>
/// The array of a tensor's elements, and the identity by whose death <see cref="BufferPool"/> learns that the array can be lent again.
/// </summary>
/// <remarks>
/// A span keeps the array alive but not the identity, so there is no way to a span but a lease, whose end keeps the identity alive:
/// <code>
/// using var xData = x.Read();
/// using var resultData = result.Write();
/// Kernel.Run(xData.Span&lt;float&gt;(), resultData.Span&lt;float&gt;());
/// </code>
/// The compiler lets no lease, and no span of one, out of the method that took it. <c>LeaseSyntaxTests</c> reads every file and finds a lease
/// that is not the initializer of a <c>using</c> declaration.
/// </remarks>
internal struct TensorStorage
{
    // Null in a gradient that has given its memory back.
    private readonly Array? _array;
    private BufferIdentity? _identity;

    /// <summary>An array that belongs to nobody else.</summary>
    public TensorStorage(Array array) => _array = array;

    private TensorStorage(Array array, BufferIdentity identity)
    {
        _array = array;
        _identity = identity;
    }

    /// <summary>What stands for the array; null for a small one that was never shared or written.</summary>
    public readonly BufferIdentity? Identity => _identity;

    /// <summary>Where the elements begin: the offset of a tensor that is no view.</summary>
    public readonly int Start => _identity?.Start ?? 0;

    /// <summary>Pooled memory, whose elements are yet to be written.</summary>
    public static TensorStorage Rent<T>(int count, DType dtype) where T : unmanaged
    {
        var array = BufferPool.Rent<T>(count, dtype, out var identity);
        return new TensorStorage(array, identity);
    }

    /// <summary>The identity, which is made here if the array has none yet.</summary>
    public BufferIdentity GetOrAddIdentity()
    {
        if (_identity is null) Interlocked.CompareExchange(ref _identity, new BufferIdentity(), null);
        return _identity;
    }

    /// <summary>The array as a key: tensors in one memory have the same. Null in a gradient that has given its memory back.</summary>
    public readonly object? Key => _array;

    /// <summary>Whether both hold the same array.</summary>
    public readonly bool SharesArrayWith(in TensorStorage other) => _array is not null && ReferenceEquals(_array, other._array);

    /// <summary>The elements to read.</summary>
    /// <param name="offset">The index of the first element in the array.</param>
    /// <param name="count">The number of elements of <see cref="ReadLease.Span{T}"/>.</param>
    /// <param name="dtype">The type of the elements.</param>
    /// <param name="scope">A variable of the method that takes the lease: beyond its scope the compiler lets neither lease nor span go.</param>
    /// <exception cref="InvalidOperationException">This is a gradient that has given its memory back.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly ReadLease Read(int offset, int count, DType dtype, in byte scope) =>
        new(_array ?? ThrowGivenBack(), _identity, offset, count, dtype);

    /// <summary>The elements to read and to write; parameters and exceptions are those of <see cref="Read"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly WriteLease Write(int offset, int count, DType dtype, in byte scope) =>
        new(_array ?? ThrowGivenBack(), _identity, offset, count, dtype);

    /// <summary>The elements to read, for good: pooled memory is never lent again.</summary>
    public readonly ReadOnlySpan<T> GiveAway<T>(int offset, int count, DType dtype) where T : unmanaged
    {
        if (_identity?.PooledBuffer is { } loan) loan.IsGivenAway = true;
        return new ReadOnlySpan<T>(ElementsOf<T>(_array ?? ThrowGivenBack(), dtype), offset, count);
    }

    /// <summary>The elements for <c>Tensor.Apply</c>, which keeps the tensor alive itself; parameters and exceptions are those of <see cref="Read"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly Span<T> UnleasedSpan<T>(int offset, int count, DType dtype) where T : unmanaged =>
        new(ElementsOf<T>(_array ?? ThrowGivenBack(), dtype), offset, count);

    // The array is not asked for its type, so a wider one would reach beyond its end: no kernel's mistake may come to that.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T[] ElementsOf<T>(Array? array, DType dtype) where T : unmanaged
    {
        if (Unsafe.SizeOf<T>() != dtype.ItemSize()) CheckEmpty<T>(array, dtype);
        if (MemoryCheck.IsOn) MemoryCheck.Look();
        return Unsafe.As<T[]>(array!);
    }

    private static void CheckEmpty<T>(Array? array, DType dtype)
    {
        if (array is not null)
            throw new InvalidOperationException(
                $"a kernel for {typeof(T).Name} was given {dtype}; this is a fault of the library, please report it");
    }

    [DoesNotReturn]
    private static Array ThrowGivenBack() => throw new InvalidOperationException(
        "Grad: this gradient was dropped while it was read, by ZeroGrad() or a new pass on another thread, and its memory is in use again; "
        + "let the threads take turns, or read the Grad property, which keeps what it returns");

    /// <summary>The elements of a tensor to read. The default is a lease on nothing, whose span is empty.</summary>
    public readonly ref struct ReadLease(Array array, BufferIdentity? identity, int offset, int count, DType dtype)
    {
        /// <summary>The index of the first element in <see cref="Buffer{T}"/>.</summary>
        public int Offset => offset;

        /// <summary>The elements of a contiguous tensor, as its own type or as another of the same size.</summary>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public ReadOnlySpan<T> Span<T>() where T : unmanaged => new(ElementsOf<T>(array, dtype), offset, count);

        /// <summary>The whole array, for walks by strides from <see cref="Offset"/>.</summary>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public ReadOnlySpan<T> Buffer<T>() where T : unmanaged => ElementsOf<T>(array, dtype);

        /// <summary>Copies elements of any type to a tensor of the same; positions count from the beginning of the arrays.</summary>
        public void CopyTo(int position, WriteLease target, int targetPosition, int length) =>
            target.CopyFrom(array, position, targetPosition, length);

        /// <summary>Keeps the memory from being lent again until here.</summary>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Dispose() => GC.KeepAlive(identity);
    }

    /// <summary>The elements of a tensor to read and to write. The default is a lease on nothing, whose span is empty.</summary>
    public readonly ref struct WriteLease(Array array, BufferIdentity? identity, int offset, int count, DType dtype)
    {
        /// <summary>The index of the first element in <see cref="Buffer{T}"/>.</summary>
        public int Offset => offset;

        /// <summary>The elements of a contiguous tensor, as its own type or as another of the same size.</summary>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Span<T> Span<T>() where T : unmanaged => new(ElementsOf<T>(array, dtype), offset, count);

        /// <summary>The whole array, for walks by strides from <see cref="Offset"/>.</summary>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Span<T> Buffer<T>() where T : unmanaged => ElementsOf<T>(array, dtype);

        /// <summary>Writes zeros, or false, to so many elements; the position counts from the beginning of the array.</summary>
        public void Clear(int position, int length) => Array.Clear(array, position, length);

        internal void CopyFrom(Array source, int position, int targetPosition, int length) =>
            Array.Copy(source, position, array, targetPosition, length);

        /// <summary>Keeps the memory from being lent again until here.</summary>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Dispose() => GC.KeepAlive(identity);
    }
}
