namespace Autograd;

public sealed partial class Tensor
{
    /// <summary>
    /// Returns the view that integers, slices, new axes and the ellipsis select. A list, an index tensor or a mask
    /// keeps its dimensions in full, and is added to <paramref name="advanced"/> with their position in the view.
    /// </summary>
    private Tensor BasicView(ReadOnlySpan<TensorIndex> indices, List<AdvancedIndex>? advanced)
    {
        if (indices.Length > 2 * Shape.MaxRank)
            throw new ArgumentException($"Indexer: {indices.Length} indices; a tensor has at most {Shape.MaxRank} dimensions (Shape.MaxRank)");
        var room = NDim + indices.Length;
        Span<int> sizes = stackalloc int[room];
        Span<int> strides = stackalloc int[room];
        var offset = _offset;
        var rank = BasicLayout(indices, _strides, sizes, strides, ref offset, advanced);
        Shape.CheckRank("Index", rank);
        var shape = sizes[..rank].SequenceEqual(_shape.Sizes) ? _shape : Shape.Create(sizes[..rank]);
        var view = View(shape, strides[..rank].ToArray(), offset);
        if (!IsRecorded) return view;

        // The gradient of this tensor is contiguous, so the node keeps the layout that the view would have if this
        // tensor were contiguous.
        offset = 0;
        if (!IsContiguous) BasicLayout(indices, _shape.ContiguousStrides, sizes, strides, ref offset, null);
        else offset = view._offset - _offset;
        new SliceNode(this, NameOf(indices), new StridedPart(_shape, shape, strides[..rank].ToArray(), offset)).SetHistory(view);
        return view;
    }

    /// <summary>
    /// Applies the basic indices to the shape with the given strides. Returns the number of dimensions of the result.
    /// </summary>
    private int BasicLayout(
        ReadOnlySpan<TensorIndex> indices, ReadOnlySpan<int> strides, Span<int> newSizes, Span<int> newStrides, ref int offset,
        List<AdvancedIndex>? advanced)
    {
        var unnamed = UnnamedDims(indices);
        var d = 0;
        var n = 0;
        foreach (var index in indices)
        {
            switch (index.Kind)
            {
                case IndexKind.NewAxis:
                    newSizes[n] = newStrides[n] = 1;
                    n++;
                    break;
                case IndexKind.Ellipsis:
                    Keep(unnamed, strides, newSizes, newStrides);
                    unnamed = 0;
                    break;
                case IndexKind.Slice:
                    var (start, count) = index.SliceOf(_shape.Sizes[d]);
                    offset += start * strides[d];
                    newSizes[n] = count;
                    newStrides[n++] = count > 1 ? strides[d] * index.Step : strides[d];
                    d++;
                    break;
                default:
                    if (index.IsInteger)
                    {
                        var i = index.Kind == IndexKind.Integer ? index.Start : index.AsTensor.Item<long>();
                        offset += Wrap(i, d) * strides[d];
                        d++;
                        break;
                    }

                    var used = index.DimsUsed;
                    advanced?.Add(AdvancedIndex.Read(index, _shape, d, n));
                    if (used == 0) newSizes[n] = newStrides[n++] = 1;
                    else Keep(used, strides, newSizes, newStrides);
                    break;
            }
        }

        Keep(unnamed, strides, newSizes, newStrides);
        return n;

        void Keep(int dims, ReadOnlySpan<int> strides, Span<int> newSizes, Span<int> newStrides)
        {
            for (; dims > 0; dims--, d++, n++)
            {
                newSizes[n] = _shape.Sizes[d];
                newStrides[n] = strides[d];
            }
        }
    }

    /// <summary>
    /// Returns the number of dimensions that no index covers. The ellipsis stands for them; without one, they are the
    /// last.
    /// </summary>
    private int UnnamedDims(ReadOnlySpan<TensorIndex> indices)
    {
        var used = 0;
        var ellipses = 0;
        foreach (var index in indices)
        {
            if (index.Kind == IndexKind.Tuple)
                throw new ArgumentException(
                    $"Indexer: a TensorIndex[] of {index.AsTuple.Length} among {indices.Length} indices; it stands alone, put all of them in it");
            used += index.DimsUsed;
            if (index.Kind == IndexKind.Ellipsis) ellipses++;
        }

        if (ellipses > 1)
            throw new ArgumentException("Indexer: more than one ellipsis; only one can stand for the dimensions left over");
        if (used <= NDim) return NDim - used;
        if (NDim == 0)
            throw new ArgumentException(
                "Indexer: a 0-dimensional tensor has no dimension to index; use Item(), or x[..] to assign");
        throw new ArgumentException($"Indexer: indices for {used} dimensions of shape {_shape}, which has {NDim}; leave some out");
    }

    /// <summary>
    /// Returns the node name of the last index that changes the tensor, because PyTorch applies them one by one.
    /// </summary>
    private static string NameOf(ReadOnlySpan<TensorIndex> indices)
    {
        for (var i = indices.Length - 1; i >= 0; i--)
        {
            if (indices[i].IsInteger) return "SelectBackward0";
            if (indices[i].Kind == IndexKind.NewAxis) return "UnsqueezeBackward0";
            if (indices[i].Kind == IndexKind.Slice && !indices[i].IsFullSlice) return "SliceBackward0";
        }

        return "SliceBackward0";
    }

    /// <summary>A view of a part. Gradient: zeros with g at the part.</summary>
    private sealed class SliceNode : Node
    {
        private readonly StridedPart _part;

        public SliceNode(Tensor input, string name, StridedPart part)
        {
            Name = name;
            _part = part;
            Connect(0, input);
        }

        public override string Name { get; }

        internal override void Backward(Tensor grad, InputGradients inputs)
        {
            if (_part.CoversBase) inputs.Set(0, grad);
            else if (inputs.SumSoFar(0, _part.BaseShape) is { } sum) _part.DataOf(sum).ScatterAddStrided(grad);
            else inputs.Set(0, AsStridedScatter(grad, _part));
        }
    }
}
