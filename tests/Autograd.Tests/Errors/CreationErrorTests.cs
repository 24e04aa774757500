namespace Autograd.Tests.Errors;

public class CreationErrorTests
{
    private static IEnumerable<Mistake> Mistakes =>
    [
        Mistake.Range(() => Tensor.Zeros([2], (DType)10), "DType: 10 is no element type (Parameter 'dtype')"),
        Mistake.Argument(() => Tensor.From([1f, 2, 3], Shape.Create(2, 2)),
            "From: 3 elements do not fill shape (2, 2), which has 4; they must be as many (Parameter 'shape')"),
        Mistake.Argument(() => Tensor.From<double>([[1, 2], [3]]),
            "From: row 1 has 1 elements where row 0 has 2; all must have the same (Parameter 'rows')"),
        Mistake.Argument(() => Tensor.From([new[] { 1 }, null!]), "From: row 1 is null; pass an empty one (Parameter 'rows')"),
        Mistake.Argument(() => Tensor.From([[1, 2], [3]]),
            "From: a list of 1 elements beside one of 2; lists beside each other must be equally long"),
        Mistake.Argument(() => Tensor.From([[1], []]),
            "From: a list of 0 elements beside one of 1; lists beside each other must be equally long"),
        Mistake.Argument(() => Tensor.From([1, [2]]), "From: a number stands beside a list; nest all alike"),
        Mistake.Argument(() => Tensor.From([[1], 2]), "From: a number stands beside a list; nest all alike"),
        Mistake.Range(() => Tensor.From([1, 300], DType.UInt8), "From: 300 does not fit into UInt8; use a wider type (Parameter 'values')"),
        Mistake.Argument(() => Tensor.FromArray<float>(new double[2, 2]),
            "FromArray: an array of System.Double where System.Single was expected; both must be the same (Parameter 'values')"),
        Mistake.Argument(() => Tensor.From([1m]),
            "DType: no tensor holds System.Decimal; use bool, byte, sbyte, short, int, long, Half, BFloat16, float or double"),
        Mistake.Argument(() => Tensor.Arange(0, double.PositiveInfinity),
            "Arange: from 0 to Infinity by 1; the ends must be finite, and the step not 0"),
        Mistake.Argument(() => Tensor.Arange(0, 1, 0), "Arange: from 0 to 1 by 0; the ends must be finite, and the step not 0"),
        Mistake.Argument(() => Tensor.Arange(0, 1, -0.5), "Arange: from 0 to 1 by -0.5; the step leads away from the end"),
        Mistake.Argument(() => Tensor.Arange(0, 1e12, 0.5), "Arange: from 0 to 1000000000000 by 0.5 are more numbers than an array can hold"),
        Mistake.Argument(() => Tensor.Arange(0, 1L << 40), "Arange: from 0 to 1099511627776 by 1 are more numbers than an array can hold"),
        Mistake.Argument(() => Tensor.Arange(0, 1, 0.5, DType.Int64),
            "Arange: from 0 to 1 by 0.5 as Int64; fractions need a floating type, or convert the result with To"),
        Mistake.Range(() => Tensor.Linspace(0, 1, -1), "Linspace: -1 steps; there must be none or more (Parameter 'steps')"),
        Mistake.Argument(() => Tensor.Linspace(0, 1, 3, DType.Int32), "Linspace: type Int32 is not floating; convert the result with To"),
        Mistake.Range(() => Tensor.Eye(-1), "Eye: a size is negative: (-1, -1); each must be 0 or more"),
        Mistake.Range(() => Tensor.Zeros(2, -1), "Shape: a size is negative: (2, -1); each must be 0 or more"),
        Mistake.Range(() => Tensor.Zeros(65536, 65536), "Shape: (65536, 65536) has more elements than an array can hold"),
        Mistake.Range(() => Tensor.Full(Shape.Create(2), 300, DType.UInt8),
            "Full: 300 does not fit into UInt8; use a wider type (Parameter 'value')"),
        Mistake.Argument(() => Tensor.Arange(0, 2, 1, DType.Bool), "Arange: from 0 to 2 by 1 as Bool; convert the result with To"),
        Mistake.Argument(() => Tensor.TrilIndices(2, 2, 0, DType.Float32), "TrilIndices: indices of type Float32; use Int64 or Int32"),
    ];

    [TestCaseSource(nameof(Mistakes))]
    public void The_message_names_operation_values_and_way_out(Mistake mistake) => mistake.Check();
}
