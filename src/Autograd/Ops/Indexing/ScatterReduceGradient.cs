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

    /// <summary>For each element of a scattered product, in the tensor and in the source, the product of the others in its place.</summary>
    private static (Tensor OfSelf, Tensor OfSource) ProductsOfOthers(Tensor x, Tensor source, Selection selection, bool includeSelf)
    {
        var places = selection.Places();
        var before = includeSelf ? x.CopyData() : OnesLike(x);
        var behind = OnesLike(x);
        var y = source.ExpandContiguous(source._shape);
        var others = Uninitialized(source._shape, source._dtype);
        using var yData = y.Read();
        using var beforeData = before.Write();
        using var behindData = behind.Write();
        using var othersData = others.Write();
        if (x._dtype == DType.Float32)
            Kernels.ScatterReduce.ProductsOfOthers<float>(
                yData.Span<float>(), places, beforeData.Span<float>(), behindData.Span<float>(), othersData.Span<float>());
        else
            Kernels.ScatterReduce.ProductsOfOthers<double>(
                yData.Span<double>(), places, beforeData.Span<double>(), behindData.Span<double>(), othersData.Span<double>());
        return (behind, others);
    }

    /// <summary>
    /// The same for a pass that is recorded: the factors of each place become a row of a matrix, filled up with ones, whose products of others can be
    /// differentiated again.
    /// </summary>
    private static (Tensor OfSelf, Tensor OfSource) RecordedProductsOfOthers(Tensor x, Tensor source, Selection selection, bool includeSelf)
    {
        var places = selection.Places();
        var lengths = new int[x.Numel];
        Array.Fill(lengths, includeSelf ? 1 : 0);
        foreach (var place in places) lengths[place]++;
        var width = 1;
        foreach (var length in lengths) width = Math.Max(width, length);

        // All numbers in one list: the tensor's, the source's, and a one. A row of the matrix says which of them meet in a place.
        var one = x.Numel + source.Numel;
        var matrix = new int[x.Numel * width];
        Array.Fill(matrix, one);
        var slots = new int[places.Length];
        Array.Fill(lengths, includeSelf ? 1 : 0);
        for (var place = 0; includeSelf && place < x.Numel; place++) matrix[place * width] = place;
        for (var k = 0; k < places.Length; k++)
        {
            slots[k] = places[k] * width + lengths[places[k]]++;
            matrix[slots[k]] = x.Numel + k;
        }

        var list = Cat([x.Reshape(-1), source.Reshape(-1), Ones(Shape.Create(1), x._dtype)]);
        var factors = list.Take(new RowSelection(list._shape, matrix, Shape.Create(x.Numel, width)), "Index");
        var others = factors.ProductOfOthers(1);
        var flat = others.ReshapeTo(Shape.Create(matrix.Length));
        return (others.Select(1, 0).ReshapeTo(x._shape), flat.Take(new RowSelection(flat._shape, slots, source._shape), "Index"));
    }
}
