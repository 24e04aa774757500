namespace Autograd;

public sealed partial class Tensor
{
    private sealed class ScatterReduceNode : Node
    {
        private readonly Selection _selection;
        private readonly ScatterReduction _reduce;
        private readonly bool _includeSelf;
        private SavedTensor _self;
        private SavedTensor _source;
        private SavedTensor _output;

        public ScatterReduceNode(
            Tensor self, Tensor source, Tensor output, Selection selection, ScatterReduction reduce, bool includeSelf)
        {
            InputCount = 2;
            _selection = selection;
            _reduce = reduce;
            _includeSelf = includeSelf;
            Connect(0, self);
            Connect(1, source);
            if (reduce is ScatterReduction.Sum) return;
            _self = new SavedTensor(self);
            if (reduce is ScatterReduction.Mean) return;
            _source = new SavedTensor(source);
            if (reduce is not ScatterReduction.Prod) _output = new SavedTensor(output);
        }

        public override string Name => "ScatterReduceBackward0";

        internal override void Backward(Tensor grad, InputGradients inputs)
        {
            var (ofSelf, ofSource) = _reduce switch
            {
                ScatterReduction.Sum => (grad, grad.Take(_selection, "Gather")),
                ScatterReduction.Mean => OfMean(grad),
                ScatterReduction.Prod => OfProduct(grad),
                _ => OfExtremum(grad),
            };
            if (inputs.Needs(0)) inputs.Set(0, _includeSelf ? ofSelf : ofSelf.ZeroedAt(_selection));
            if (inputs.Needs(1)) inputs.Set(1, ofSource);
        }

        internal override void Release()
        {
            _self.Release();
            _source.Release();
            _output.Release();
        }

        private (Tensor OfSelf, Tensor OfSource) OfMean(Tensor grad)
        {
            var share = grad / _self.Unpack(this).Counts(_selection, _includeSelf);
            return (share, share.Take(_selection, "Gather"));
        }

        private (Tensor OfSelf, Tensor OfSource) OfExtremum(Tensor grad)
        {
            var (x, source, best) = (_self.Unpack(this), _source.Unpack(this), _output.Unpack(this));
            var isBest = x.IsSameNumberAs(best);
            if (!_includeSelf) isBest = isBest.ZeroedAt(_selection);
            var sourceIsBest = source.IsSameNumberAs(best.Take(_selection, "Gather")).Detach();
            var count = isBest.To(x._dtype);
            count.AddAt(_selection, sourceIsBest.To(x._dtype));
            var share = grad / count;
            return (KeepWhere(share, isBest), KeepWhere(share.Take(_selection, "Gather"), sourceIsBest));
        }

        private (Tensor OfSelf, Tensor OfSource) OfProduct(Tensor grad)
        {
            var (x, source) = (_self.Unpack(this), _source.Unpack(this));
            var (ofSelf, ofSource) = AnyRecorded(x, source)
                ? RecordedProductsOfOthers(x, source, _selection, _includeSelf)
                : ProductsOfOthers(x, source, _selection, _includeSelf);
            return (grad * ofSelf, grad.Take(_selection, "Gather") * ofSource);
        }
    }

    /// <summary>
    /// Returns, for each element of the tensor and of the source, the product of the other factors at its index.
    /// </summary>
    private static (Tensor OfSelf, Tensor OfSource) ProductsOfOthers(Tensor x, Tensor source, Selection selection, bool includeSelf)
    {
        var indices = selection.FlatIndices();
        var before = includeSelf ? x.CopyData() : OnesLike(x);
        var after = OnesLike(x);
        var y = source.ExpandContiguous(source._shape);
        var others = Uninitialized(source._shape, source._dtype);
        using var yData = y.Read();
        using var beforeData = before.Write();
        using var afterData = after.Write();
        using var othersData = others.Write();
        if (x._dtype == DType.Float32)
            Kernels.ScatterReduce.ProductsOfOthers<float>(
                yData.Span<float>(), indices, beforeData.Span<float>(), afterData.Span<float>(), othersData.Span<float>());
        else
            Kernels.ScatterReduce.ProductsOfOthers<double>(
                yData.Span<double>(), indices, beforeData.Span<double>(), afterData.Span<double>(), othersData.Span<double>());
        return (after, others);
    }

    /// <summary>
    /// Does the same in recorded operations, which can be differentiated again: the factors at each index form a row of
    /// a matrix, padded with ones.
    /// </summary>
    private static (Tensor OfSelf, Tensor OfSource) RecordedProductsOfOthers(Tensor x, Tensor source, Selection selection, bool includeSelf)
    {
        var indices = selection.FlatIndices();
        var lengths = new int[x.Numel];
        Array.Fill(lengths, includeSelf ? 1 : 0);
        foreach (var index in indices) lengths[index]++;
        var width = 1;
        foreach (var length in lengths) width = Math.Max(width, length);

        // One list has the elements of the tensor, those of the source, and a one. Row i of the matrix holds the list
        // indices of the factors at index i.
        var one = x.Numel + source.Numel;
        var matrix = new int[x.Numel * width];
        Array.Fill(matrix, one);
        var slots = new int[indices.Length];
        Array.Fill(lengths, includeSelf ? 1 : 0);
        for (var index = 0; includeSelf && index < x.Numel; index++) matrix[index * width] = index;
        for (var k = 0; k < indices.Length; k++)
        {
            slots[k] = indices[k] * width + lengths[indices[k]]++;
            matrix[slots[k]] = x.Numel + k;
        }

        var list = Cat([x.Reshape(-1), source.Reshape(-1), Ones(Shape.Create(1), x._dtype)]);
        var factors = list.Take(new RowSelection(list._shape, matrix, Shape.Create(x.Numel, width)), "Index");
        var others = factors.ProductOfOthers(1);
        var flat = others.ReshapeTo(Shape.Create(matrix.Length));
        return (others.Select(1, 0).ReshapeTo(x._shape), flat.Take(new RowSelection(flat._shape, slots, source._shape), "Index"));
    }
}
