namespace Autograd;

public sealed partial class Tensor
{
    /// <summary>Returns a view with the dimensions in another order.</summary>
    /// <param name="dims">For each dimension of the result, the dimension of this tensor; each once.</param>
    /// <remarks>Gradient: g, permuted back.</remarks>
    /// <exception cref="ArgumentException">The dims are not each dimension once.</exception>
    public Tensor Permute(params ReadOnlySpan<int> dims)
    {
        Shape.CheckRank("Permute", dims.Length);
        var order = new int[dims.Length];
        var seen = 0L;
        for (var d = 0; d < order.Length; d++)
        {
            order[d] = _shape.Dim(dims[d], "Permute");
            seen |= 1L << order[d];
        }

        if (order.Length != NDim || System.Numerics.BitOperations.PopCount((ulong)seen) != order.Length)
            throw new ArgumentException($"Permute: dims {Shape.Format(dims)} of shape {_shape}; name each of its {NDim} dimensions once");
        return PermuteTo(order);
    }

    /// <summary>Returns a view with two dimensions exchanged; <c>x.transpose(0, 1)</c>.</summary>
    /// <remarks>Gradient: g, exchanged back.</remarks>
    /// <exception cref="ArgumentOutOfRangeException">There is no such dimension.</exception>
    public Tensor Transpose(int dim0, int dim1)
    {
        var a = _shape.DimOrScalar(dim0, "Transpose");
        var b = _shape.DimOrScalar(dim1, "Transpose");
        if (a == b) return this;
        var order = new int[NDim];
        for (var d = 0; d < order.Length; d++) order[d] = d;
        (order[a], order[b]) = (b, a);
        return PermuteTo<TransposeName>(order);
    }

    /// <summary>The transpose of a matrix, as a view; a tensor of fewer dimensions is returned as it is.</summary>
    /// <exception cref="InvalidOperationException">
    /// The tensor has more than two dimensions; name the two with <see cref="Transpose"/>.
    /// </exception>
    public Tensor T => NDim switch
    {
        < 2 => this,
        2 => PermuteTo([1, 0]),
        _ => throw new InvalidOperationException($"T: a tensor of shape {_shape} has more than two dimensions; use Transpose(-2, -1) or Permute"),
    };

    private Tensor PermuteTo(int[] order) => PermuteTo<PermuteName>(order);

    private Tensor PermuteTo<TName>(int[] order) where TName : struct, INodeName
    {
        Span<int> sizes = stackalloc int[order.Length];
        var strides = new int[order.Length];
        for (var d = 0; d < order.Length; d++)
        {
            sizes[d] = _shape.Sizes[order[d]];
            strides[d] = _strides[order[d]];
        }

        var view = View(Shape.Create(sizes), strides, _offset);
        if (IsRecorded) new PermuteNode<TName>(this, order).SetHistory(view);
        return view;
    }

    private readonly struct PermuteName : INodeName
    {
        public static string Name => "PermuteBackward0";
    }

    private readonly struct TransposeName : INodeName
    {
        public static string Name => "TransposeBackward0";
    }

    private sealed class PermuteNode<TName> : Node where TName : struct, INodeName
    {
        private readonly int[] _order;

        public PermuteNode(Tensor input, int[] order)
        {
            _order = order;
            Connect(0, input);
        }

        public override string Name => TName.Name;

        internal override void Backward(Tensor grad, InputGradients inputs)
        {
            var inverse = new int[_order.Length];
            for (var d = 0; d < inverse.Length; d++) inverse[_order[d]] = d;
            inputs.Set(0, grad.PermuteTo(inverse));
        }
    }
}
