using Autograd.Kernels;

namespace Autograd.Tests.Errors;

/// <summary>Kernels work on memory without bounds checks; what would leave it is refused before the first element is touched.</summary>
public class KernelErrorTests
{
    private static readonly float[] Memory = [1, 2, 3, 4, 5, 6];

    private static IEnumerable<Mistake> Mistakes =>
    [
        Mistake.Argument(() => Formula.Apply<float, Sum>(default, new float[2], Memory, Memory),
            "formula: operands of 2 and 6 elements for 6 results; pass as many, or one"),
        Mistake.Range(() => Strided.WriteRow<float>([1, 2], Memory, 1, 5),
            "strided row: 2 elements from 1 on, 5 apart, reach beyond the 6 elements of their buffer (Parameter 'offset')"),
        Mistake.Range(() => Strided.WriteRow<float>([1, 2], Memory, 1, -2),
            "strided row: 2 elements from 1 on, -2 apart, reach beyond the 6 elements of their buffer (Parameter 'offset')"),
        Mistake.Range(() => new Tile(2, 2, 4, 2).Read<float>(Memory, 0, new float[4], 2),
            "Tile: (2, 2) elements from 0 on, (4, 2) apart, to rows 2 apart reach beyond their buffers of 6 and 4 elements "
            + "(Parameter 'offset')"),
        Mistake.Range(() => new Tile(2, 2, 2, 1).Read<float>(Memory, 0, new float[4], 3),
            "Tile: (2, 2) elements from 0 on, (2, 1) apart, to rows 3 apart reach beyond their buffers of 6 and 4 elements "
            + "(Parameter 'offset')"),
        Mistake.Argument(() => MatMul.Multiply<float>(2, 2, 2, Memory, 2, -1, Memory, 2, 1, new float[4], 2),
            "MatMul: sizes (2, 2) x (2, 2) with strides A (2, -1), B (2, 1), C (2, 1) are not a product; sizes and strides must be "
            + "at least 0, and C's row stride at least its columns"),
        Mistake.Argument(() => MatMul.Multiply<float>(2, 2, 4, Memory, 4, 1, Memory, 2, 1, new float[4], 2),
            "MatMul: A of size (2, 4) with strides (4, 1) reaches beyond its 6 elements; pass a longer span"),
        Mistake.Argument(() => BatchMatMul.Multiply<float>(2, 2, 2, 2, Memory, 4, 2, 1, Memory, 0, 2, 1, new float[8]),
            "MatMul: A of size (2, 2) with strides (2, 1) reaches beyond its 2 elements; pass a longer span"),
        Mistake.Argument(() => BatchMatMul.Multiply<float>(2, 2, 2, 2, Memory, -4, 2, 1, Memory, 0, 2, 1, new float[8]),
            "MatMul: 2 matrices with steps A -4, B 0, C 4 reach beyond their 6, 6 and 8 elements; pass longer spans and steps of "
            + "zero or more"),
    ];

    [TestCaseSource(nameof(Mistakes))]
    public void The_message_names_operation_values_and_way_out(Mistake mistake)
    {
        mistake.Check();
        Assert.That(Memory, Is.EqualTo(new float[] { 1, 2, 3, 4, 5, 6 }), "nothing was written");
    }

    private readonly struct Sum : IBinaryFormula
    {
        public V Invoke<V>(V a, V b) where V : struct, ISimdVector<V> => a + b;
    }
}
