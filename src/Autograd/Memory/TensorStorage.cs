using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace Autograd;

/// <summary>
/// The array of a tensor's elements, and the <see cref="BufferIdentity"/> that keeps <see cref="BufferPool"/> from
/// reusing the array.
/// </summary>
/// <remarks>
/// A <em>lease</em> is a permission to use the elements for a time in which their memory is not reused. It is needed
/// because a span keeps the array alive but not the identity. A span can only be had from a lease, which keeps the
/// identity alive until it is disposed:
/// <code>
/// using var xData = x.Read();
/// using var resultData = result.Write();
/// Kernel.Run(xData.Span&lt;float&gt;(), resultData.Span&lt;float&gt;());
/// </code>
/// The compiler lets neither a lease nor its span leave the method that took it. <c>LeaseSyntaxTests</c> reads every
/// file and reports a lease that is not the initializer of a <c>using</c> declaration.
/// </remarks>
internal struct TensorStorage
{
    // Null in a gradient whose memory was returned to the pool.
    private readonly Array? _array;
    private BufferIdentity? _identity;

    /// <summary>Wraps an array that nothing else refers to.</summary>
    public TensorStorage(Array array) => _array = array;

    private TensorStorage(Array array, BufferIdentity identity)
    {
        _array = array;
        _identity = identity;
    }

    /// <summary>The identity of the array; null for a small one that was never shared or written.</summary>
    public readonly BufferIdentity? Identity => _identity;

    /// <summary>The index of the first element: the offset of a tensor that is not a view.</summary>
    public readonly int Start => _identity?.Start ?? 0;

    /// <summary>Rents memory from the pool; its elements are not initialized.</summary>
    public static TensorStorage Rent<T>(int count, DType dtype) where T : unmanaged
    {
        var array = BufferPool.Rent<T>(count, dtype, out var identity);
        return new TensorStorage(array, identity);
    }

    /// <summary>Returns the identity, and creates it if the array has none yet.</summary>
    public BufferIdentity GetOrAddIdentity()
    {
        if (_identity is null) Interlocked.CompareExchange(ref _identity, new BufferIdentity(), null);
        return _identity;
    }

    /// <summary>
    /// The array as a key, equal for tensors that share memory. Null in a gradient whose memory was returned to the
    /// pool.
    /// </summary>
    public readonly object? Key => _array;

    /// <summary>True if both hold the same array.</summary>
    public readonly bool SharesArrayWith(in TensorStorage other) => _array is not null && ReferenceEquals(_array, other._array);

    /// <summary>Leases the elements to read.</summary>
    /// <param name="offset">The index of the first element in the array.</param>
    /// <param name="count">The number of elements of <see cref="ReadLease.Span{T}"/>.</param>
    /// <param name="dtype">The type of the elements.</param>
    /// <param name="scope">
    /// A variable of the method that takes the lease: the compiler lets neither the lease nor its span outlive it.
    /// </param>
    /// <exception cref="InvalidOperationException">
    /// This is a gradient whose memory was returned to the pool.
    /// </exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly ReadLease Read(int offset, int count, DType dtype, in byte scope) =>
        new(_array ?? ThrowReturned(), _identity, offset, count, dtype);

    /// <summary>
    /// Leases the elements to read and to write; parameters and exceptions are those of <see cref="Read"/>.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly WriteLease Write(int offset, int count, DType dtype, in byte scope) =>
        new(_array ?? ThrowReturned(), _identity, offset, count, dtype);

    /// <summary>Returns the elements to read, without a lease: pooled memory is never reused from then on.</summary>
    public readonly ReadOnlyMemory<T> Expose<T>(int offset, int count, DType dtype) where T : unmanaged
    {
        if (_identity?.PooledBuffer is { } buffer) buffer.IsExposed = true;
        return new ReadOnlyMemory<T>(ElementsOf<T>(_array ?? ThrowReturned(), dtype), offset, count);
    }

    /// <summary>
    /// Returns the array without a lease, for <see cref="PinnedTensor"/>, which keeps the tensor alive itself.
    /// </summary>
    /// <exception cref="InvalidOperationException">
    /// This is a gradient whose memory was returned to the pool.
    /// </exception>
    public readonly Array GetArray() => _array ?? ThrowReturned();

    /// <summary>
    /// Returns the elements without a lease, for <c>Tensor.Apply</c> alone, which keeps the tensor alive itself;
    /// parameters and exceptions are those of <see cref="Read"/>.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly Span<T> DangerousGetSpan<T>(int offset, int count, DType dtype) where T : unmanaged =>
        new(ElementsOf<T>(_array ?? ThrowReturned(), dtype), offset, count);

    /// <summary>As <see cref="DangerousGetSpan{T}"/>, up to the end of the array.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly Span<T> DangerousGetRest<T>(int offset, DType dtype) where T : unmanaged =>
        ElementsOf<T>(_array ?? ThrowReturned(), dtype).AsSpan(offset);

    // Unsafe.As does not check the array's type, so a span of a wider type would reach beyond its end. The check of the
    // size keeps a wrong kernel from doing that.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T[] ElementsOf<T>(Array? array, DType dtype) where T : unmanaged
    {
        if (Unsafe.SizeOf<T>() != dtype.ItemSize() && array is not null) ThrowWrongType<T>(dtype);
        if (MemoryCheck.IsOn) MemoryCheck.OnAccess();
        return Unsafe.As<T[]>(array!);
    }

    // A call that does not return, because the JIT would spill the registers around any other.
    [DoesNotReturn]
    private static void ThrowWrongType<T>(DType dtype) => throw new InvalidOperationException(dtype.IsReducedFloatingPoint()
        ? $"Tensor: this operation does not compute in {dtype}; convert with To(DType.Float32) first"
        : $"a kernel for {typeof(T).Name} was given {dtype}; this is a fault of the library, please report it");

    [DoesNotReturn]
    private static Array ThrowReturned() => throw new InvalidOperationException(
        "Grad: this gradient was dropped while it was read, by ZeroGrad() or a new pass on another thread, and its memory is in use again; "
        + "let the threads take turns, or read the Grad property, which keeps what it returns");

    /// <summary>
    /// A lease of a tensor's elements to read. The default value is a lease of nothing, whose span is empty.
    /// </summary>
    public readonly ref struct ReadLease(Array array, BufferIdentity? identity, int offset, int count, DType dtype)
    {
        /// <summary>The index of the first element in <see cref="Buffer{T}"/>.</summary>
        public int Offset => offset;

        /// <summary>The elements of a contiguous tensor, as its own type or as another type of the same size.</summary>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public ReadOnlySpan<T> Span<T>() where T : unmanaged => new(ElementsOf<T>(array, dtype), offset, count);

        /// <summary>The whole array, for walks by strides that start at <see cref="Offset"/>.</summary>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public ReadOnlySpan<T> Buffer<T>() where T : unmanaged => ElementsOf<T>(array, dtype);

        /// <summary>
        /// Copies elements of any type to a tensor of the same type; positions count from the beginning of the arrays.
        /// </summary>
        public void CopyTo(int position, WriteLease target, int targetPosition, int length) =>
            target.CopyFrom(array, position, targetPosition, length);

        /// <summary>Ends the lease: keeps the memory from being reused until here.</summary>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Dispose() => GC.KeepAlive(identity);
    }

    /// <summary>
    /// A lease of a tensor's elements to read and to write. The default value is a lease of nothing, whose span is
    /// empty.
    /// </summary>
    public readonly ref struct WriteLease(Array array, BufferIdentity? identity, int offset, int count, DType dtype)
    {
        /// <summary>The index of the first element in <see cref="Buffer{T}"/>.</summary>
        public int Offset => offset;

        /// <summary>The elements of a contiguous tensor, as its own type or as another type of the same size.</summary>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Span<T> Span<T>() where T : unmanaged => new(ElementsOf<T>(array, dtype), offset, count);

        /// <summary>The whole array, for walks by strides that start at <see cref="Offset"/>.</summary>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Span<T> Buffer<T>() where T : unmanaged => ElementsOf<T>(array, dtype);

        /// <summary>
        /// Sets <paramref name="length"/> elements to zero, or false; the position counts from the beginning of the
        /// array.
        /// </summary>
        public void Clear(int position, int length) => Array.Clear(array, position, length);

        internal void CopyFrom(Array source, int position, int targetPosition, int length) =>
            Array.Copy(source, position, array, targetPosition, length);

        /// <summary>Ends the lease: keeps the memory from being reused until here.</summary>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Dispose() => GC.KeepAlive(identity);
    }
}

/// <summary>
/// The object that all tensors on one buffer share. It stands for the buffer: it counts the writes, and once the
/// garbage collector finds it unreachable, no tensor uses the buffer any more, and <see cref="BufferPool"/> may reuse
/// it.
/// </summary>
internal sealed class BufferIdentity
{
    /// <summary>
    /// The number of writes to the buffer. The backward pass compares it with the number when a tensor was saved, and
    /// refuses to compute with values that were overwritten since.
    /// </summary>
    public int Version;

    /// <summary>The index of the first element in the array: at a cache line in a pooled buffer, else 0.</summary>
    public byte Start;

    /// <summary>True if more than one tensor shares, or has shared, the buffer.</summary>
    public bool IsShared;

    /// <summary>
    /// True if the buffer was rented in a backward pass. User code does not see it, unless it becomes a leaf's
    /// gradient.
    /// </summary>
    public bool IsFromBackward;

    /// <summary>
    /// The pool's record of the buffer; null if the buffer is small, or was not allocated by the pool.
    /// </summary>
    public PooledBuffer? PooledBuffer;
}
