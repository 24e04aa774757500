namespace Autograd;

/// <summary>
/// An operand or intermediate result of an einsum: a tensor, and a label for each of its dimensions, all different.
/// </summary>
internal readonly struct EinsumTerm(Tensor value, int[] labels)
{
    /// <summary>The labels as a bit mask; empty for an operand that was contracted already.</summary>
    public ulong Set => labels is null ? 0 : SetOf(labels);

    public static ulong SetOf(ReadOnlySpan<int> labels)
    {
        var set = 0UL;
        foreach (var label in labels) set |= 1UL << label;
        return set;
    }

    /// <summary>
    /// Creates the term of an operand: takes the diagonal for labels that occur twice, and drops dimensions of size 1
    /// that broadcast.
    /// </summary>
    public static EinsumTerm Of(Tensor value, ReadOnlySpan<int> labels, ReadOnlySpan<int> sizes)
    {
        var left = new List<int>(labels.ToArray());
        for (var d = 0; d < left.Count;)
        {
            var again = left.IndexOf(left[d], d + 1);
            if (again < 0)
            {
                d++;
                continue;
            }

            value = value.Diagonal(0, d, again);
            left.Add(left[d]);
            left.RemoveAt(again);
            left.RemoveAt(d);
        }

        for (var d = left.Count - 1; d >= 0; d--)
        {
            if (value.Shape.Sizes[d] != 1 || sizes[left[d]] == 1) continue;
            value = value.Squeeze(d);
            left.RemoveAt(d);
        }

        return new EinsumTerm(value, [.. left]);
    }

    /// <summary>Sums the term over the labels that neither the result nor another operand has.</summary>
    public EinsumTerm Sum(ulong kept)
    {
        var (dims, left) = (new List<int>(), new List<int>());
        for (var d = 0; d < labels.Length; d++)
        {
            if (Has(kept, labels[d])) left.Add(labels[d]);
            else dims.Add(d);
        }

        return dims.Count == 0 ? this : new EinsumTerm(value.Sum([.. dims]), [.. left]);
    }

    /// <summary>Multiplies two terms and sums over the labels that are not kept.</summary>
    /// <param name="other">The other term.</param>
    /// <param name="kept">The labels that the result or another operand has.</param>
    /// <param name="preferred">The order of the dimensions of the final result.</param>
    public EinsumTerm Contract(EinsumTerm other, ulong kept, int[] preferred)
    {
        var common = Set & other.Set;
        var summed = common & ~kept;
        if (summed == 0) return Multiply(other, preferred);
        foreach (var label in preferred)
        {
            // The operand whose dimensions come first in the result provides the rows of the product, so that fewer
            // results need a transpose.
            if (Has(common, label) || !Has(Set | other.Set, label)) continue;
            return Has(Set, label) ? MatMul(other, common & kept, summed) : other.MatMul(this, common & kept, summed);
        }

        return MatMul(other, common & kept, summed);
    }

    /// <summary>Returns the tensor with its dimensions in the order of these labels, which are its own.</summary>
    public Tensor Arrange(ReadOnlySpan<int> order)
    {
        var dims = new int[order.Length];
        var inOrder = true;
        for (var d = 0; d < dims.Length; d++)
        {
            dims[d] = Array.IndexOf(labels, order[d]);
            inOrder &= dims[d] == d;
        }

        return inOrder ? value : value.Permute(dims);
    }

    private static bool Has(ulong set, int label) => (set >> label & 1) != 0;

    private EinsumTerm MatMul(EinsumTerm right, ulong batch, ulong summed)
    {
        // With labels in memory order, a group of dimensions can be merged into one without a copy.
        var batches = Ordered(batch);
        var rows = Ordered(Set & ~right.Set);
        var columns = right.Ordered(right.Set & ~Set);
        var inner = value.Numel >= right.Value.Numel ? Ordered(summed) : right.Ordered(summed);
        var a = Arrange([.. batches, .. rows, .. inner]);
        var b = right.Arrange([.. batches, .. inner, .. columns]);
        var batchSizes = a.Shape.Sizes[..batches.Length];
        var rowSizes = a.Shape.Sizes.Slice(batches.Length, rows.Length);
        var columnSizes = b.Shape.Sizes[(batches.Length + inner.Length)..];
        var depth = Product(a.Shape.Sizes[(batches.Length + rows.Length)..]);
        Tensor.CheckNotBothBool("Einsum", a, b);
        var product = a.ReshapeTo(Shape.Create([.. batchSizes, Product(rowSizes), depth]))
            .MatMul(b.ReshapeTo(Shape.Create([.. batchSizes, depth, Product(columnSizes)])));
        return new EinsumTerm(
            product.ReshapeTo(Shape.Create([.. batchSizes, .. rowSizes, .. columnSizes])), [.. batches, .. rows, .. columns]);
    }

    private EinsumTerm Multiply(EinsumTerm other, int[] preferred)
    {
        var set = Set | other.Set;
        var order = new List<int>();
        foreach (var label in preferred)
            if (Has(set, label)) order.Add(label);
        foreach (var label in (int[])[.. labels, .. other.Labels])
            if (!order.Contains(label)) order.Add(label);
        return new EinsumTerm(AlignTo(order) * other.AlignTo(order), [.. order]);
    }

    /// <summary>
    /// Returns the tensor with its dimensions in the order of a list of labels, with size 1 for labels that it does not
    /// have.
    /// </summary>
    private Tensor AlignTo(List<int> order)
    {
        var own = order.FindAll(new List<int>(labels).Contains);
        var arranged = Arrange(own.ToArray());
        var sizes = new int[order.Count];
        for (int d = 0, from = 0; d < sizes.Length; d++) sizes[d] = own.Contains(order[d]) ? arranged.Shape.Sizes[from++] : 1;
        return arranged.ReshapeTo(Shape.Create(sizes));
    }

    private Tensor Value => value;

    private int[] Labels => labels;

    /// <summary>Returns the labels of a set, by descending stride.</summary>
    private int[] Ordered(ulong set)
    {
        var order = new List<int>();
        foreach (var label in labels)
        {
            if (!Has(set, label)) continue;
            var stride = StrideOf(label);
            var at = order.Count;
            while (at > 0 && StrideOf(order[at - 1]) < stride) at--;
            order.Insert(at, label);
        }

        return [.. order];
    }

    private int StrideOf(int label) => Math.Abs(value.Strides[Array.IndexOf(labels, label)]);

    private static int Product(ReadOnlySpan<int> sizes)
    {
        var product = 1;
        foreach (var size in sizes) product *= size;
        return product;
    }
}
