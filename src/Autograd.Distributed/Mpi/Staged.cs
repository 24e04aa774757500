namespace Autograd.Distributed;

/// <summary>
/// The memory that MPI reads or writes for a tensor: the tensor's own, or that of a copy where MPI cannot use it, because
/// the elements are not in row-major order, or because it cannot add numbers of 16 bits.
/// </summary>
internal sealed unsafe class Staged : IDisposable
{
    private readonly PinnedTensor _pinned;
    private readonly Tensor? _target;
    private readonly Tensor _held;
    private readonly bool _isCopy;

    private Staged(Tensor held, Tensor? target)
    {
        (_held, _target) = (held, target);
        _isCopy = target is not null && (target.DType != held.DType || !target.IsContiguous);
        _pinned = held.Pin();
    }

    /// <summary>The address of the first element.</summary>
    public void* Pointer => _pinned.Pointer;

    /// <summary>The number of elements.</summary>
    public int Count => _held.Numel;

    /// <summary>The type of the elements there.</summary>
    public DType DType => _held.DType;

    /// <summary>MPI's type for moving the elements.</summary>
    public nint BytesType => MpiSession.Current.Library.BytesType(DType);

    /// <summary>MPI's type for combining the elements.</summary>
    public nint NumberType => MpiSession.Current.Library.NumberType(DType);

    /// <summary>Memory to be read.</summary>
    public static Staged Input(Tensor tensor) => new(tensor.Detach().Contiguous(), null);

    /// <summary>Memory to be read, of numbers that MPI can add.</summary>
    public static Staged Summand(Tensor tensor) => new(Summable(tensor.Detach()).Contiguous(), null);

    /// <summary>Memory to be read and written, or written.</summary>
    public static Staged Output(Tensor tensor) => new(tensor.Detach().Contiguous(), tensor);

    /// <summary>Memory to be read and written, or written, of numbers that MPI can add.</summary>
    public static Staged Sum(Tensor tensor) => new(Summable(tensor.Detach()).Contiguous(), tensor);

    /// <summary>MPI's operation for the elements.</summary>
    public nint Operation(ReduceOp op) => MpiSession.Current.Library.Operation((_held.DType, op) switch
    {
        (DType.Bool, ReduceOp.Sum) => ReduceOp.Max,
        (DType.Bool, ReduceOp.Product) => ReduceOp.Min,
        _ => op,
    });

    /// <summary>Ends the writing: divides a sum that is to be a mean, and copies to the tensor if this was a copy.</summary>
    /// <param name="op">How the elements were combined; null if they were not.</param>
    /// <param name="ranks">The number of ranks.</param>
    public void Finish(ReduceOp? op = null, int ranks = 1)
    {
        if (_target is null) return;
        using var noGrad = GradMode.NoGrad();
        if (op == ReduceOp.Mean) _held.DivInPlace(ranks);
        if (_isCopy) _target.Detach().CopyInPlace(_held);
        else _target.MarkWritten();
    }

    /// <summary>Lets the memory go.</summary>
    public void Dispose() => _pinned.Dispose();

    private static Tensor Summable(Tensor tensor) => tensor.DType is DType.Float16 or DType.BFloat16 ? tensor.To(DType.Float32) : tensor;
}
