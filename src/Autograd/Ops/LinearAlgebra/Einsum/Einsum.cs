namespace Autograd;

public sealed partial class Tensor
{
    /// <summary>
    /// Sums products of elements over the indices that an equation names: Einstein's summation convention.
    /// </summary>
    /// <param name="equation">
    /// For each operand a letter for each of its dimensions, separated by commas; after <c>-></c> those of the result,
    /// in its order. A letter that is not in the result is summed over. A letter that occurs twice in one operand
    /// selects a diagonal. <c>...</c> stands for all other dimensions, which broadcast; so does a size of 1. Without
    /// <c>-></c> the result has the dimensions of the ellipsis, then the letters that occur once, in alphabetical
    /// order, capitals first. Spaces are ignored.
    /// </param>
    /// <param name="operands">The tensors.</param>
    /// <remarks>
    /// <para>
    /// <c>"ij,jk->ik"</c> is a matrix product, <c>"...ij->...ji"</c> a transpose, <c>"ii"</c> a trace,
    /// <c>"ii->i"</c> a diagonal, <c>"i,j->ij"</c> an outer product, <c>"bhqd,bhkd->bhqk"</c> the scores of attention.
    /// </para>
    /// <para>
    /// Operands are contracted two at a time, in the cheapest order (<see cref="EinsumPath"/>), each time as one batch
    /// of matrix products; a result that can be a view of the only operand is one. Operands of different types are
    /// promoted. Gradient: that of the products.
    /// </para>
    /// </remarks>
    /// <exception cref="ArgumentException">The equation is malformed, or does not match the operands.</exception>
    public static Tensor Einsum(string equation, params ReadOnlySpan<Tensor> operands)
    {
        ArgumentNullException.ThrowIfNull(equation);
        if (operands.IsEmpty) throw new ArgumentException($"Einsum: no operands for \"{equation}\"; give at least one tensor");
        NoneNull("Einsum", operands, nameof(operands));
        var shapes = new Shape[operands.Length];
        for (var i = 0; i < shapes.Length; i++) shapes[i] = operands[i]._shape;
        var parsed = EinsumEquation.Parse(equation, shapes);
        var output = EinsumTerm.SetOf(parsed.Output);

        var terms = new List<EinsumTerm>();
        for (var i = 0; i < operands.Length; i++) terms.Add(EinsumTerm.Of(operands[i], parsed.Inputs[i], parsed.Sizes));
        var sets = new ulong[operands.Length];
        for (var i = 0; i < sets.Length; i++) sets[i] = terms[i].Set;
        var ofTwo = new LabelCounts(sets).OfAtLeast(2);
        for (var i = 0; i < sets.Length; i++)
        {
            terms[i] = terms[i].Sum(output | ofTwo);
            sets[i] = terms[i].Set;
        }

        var counts = new LabelCounts(sets);
        foreach (var (a, b) in EinsumPath.Find(sets, output, parsed.Sizes))
        {
            var (x, y) = (terms[a].Set, terms[b].Set);
            var product = terms[a].Contract(terms[b], output | counts.SharedByOthers(x, y), parsed.Output);
            counts.Replace(x, y, product.Set);
            terms.Add(product);
            terms[a] = terms[b] = default;
        }

        return terms[^1].Arrange(parsed.Output);
    }
}
