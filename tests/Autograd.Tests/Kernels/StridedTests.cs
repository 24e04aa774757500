namespace Autograd.Tests.Kernels;

/// <summary>Elementwise operations on views of every kind, at sizes beside the edges of rows and tiles, against loops over indices.</summary>
public class StridedTests
{
    private static readonly int[] _sizes = [1, 2, 3, 7, 8, 31, 33, 63, 64, 65, 127, 128, 129, 300];

    [Test]
    public void Transposed_operands([ValueSource(nameof(_sizes))] int rows, [Values(1, 2, 8, 33, 65, 130, 257)] int columns)
    {
        Check(Numbers(columns, rows).T, Numbers(rows, columns));
        Check(Numbers(columns, rows).T, Numbers(columns, rows).T);
        Check(Numbers(rows, columns), Numbers(columns, rows).T);
    }

    [Test]
    public void Rows_columns_and_numbers_that_stretch([ValueSource(nameof(_sizes))] int rows, [Values(1, 2, 8, 33, 65, 130, 257)] int columns)
    {
        Check(Numbers(rows, columns), Numbers(columns));
        Check(Numbers(rows, 1), Numbers(rows, columns));
        Check(Numbers(rows, 1), Numbers(columns));
        Check(Numbers(1, 1), Numbers(columns, rows).T);
        Check(Numbers(3, 1, columns), Numbers(3, rows, 1));
        Check(Numbers(rows, 2, columns)[.., 1], Numbers(2, columns)[1]);
    }

    [Test]
    public void Steps_reversals_and_many_dimensions()
    {
        Check(Numbers(5, 4, 3, 6).Permute(3, 1, 0, 2), Numbers(4, 1, 3));
        Check(Numbers(4000)[TensorIndex.Slice(step: 3)], Numbers(1334));
        Check(Numbers(40, 200)[.., TensorIndex.Slice(step: 2)], Numbers(40, 1));
        Check(Numbers(70, 90).Flip(0, 1), Numbers(90, 70).T);
        Check(Numbers(3, 70, 90).Transpose(0, 2), Numbers(90, 70, 3));
        Check(Numbers(1).Expand(5000), Numbers(1).Expand(5000));
    }

    [TestCase(DType.UInt8), TestCase(DType.Int16), TestCase(DType.Int32), TestCase(DType.Int64), TestCase(DType.Float32), TestCase(DType.Bool)]
    public void Copies_of_transposed_views_of_every_width(DType dtype)
    {
        foreach (var (rows, columns) in new[] { (1, 1), (3, 5), (8, 8), (33, 70), (100, 7), (257, 129) })
        {
            var x = Numbers(rows, columns).To(dtype);
            var copy = x.T.Contiguous();
            for (var i = 0; i < columns; i++)
                for (var j = 0; j < rows; j++)
                    if (copy[i, j].Item<double>() != x[j, i].Item<double>()) Assert.Fail($"{dtype} ({rows}, {columns}) at ({i}, {j})");
        }
    }

    private static Tensor Numbers(params int[] sizes) => Tensor.Arange(Shape.Create(sizes).Numel).To(DType.Float64).Reshape(sizes) % 251;

    /// <summary>a − b, b − a and the square root of a, element by element.</summary>
    private static void Check(Tensor a, Tensor b)
    {
        var (x, y) = (Flat(a, b), Flat(b, a));
        var difference = (a - b).ToArray<double>();
        var swapped = (b - a).ToArray<double>();
        for (var i = 0; i < x.Length; i++)
        {
            if (difference[i] == x[i] - y[i] && swapped[i] == y[i] - x[i]) continue;
            Assert.Fail($"{a.Shape} [{string.Join(",", a.Strides.ToArray())}] and {b.Shape} at {i}: {difference[i]}, {swapped[i]}");
        }

        var roots = a.Sqrt().ToArray<double>();
        var own = Flat(a, a);
        for (var i = 0; i < roots.Length; i++) Assert.That(roots[i], Is.EqualTo(Math.Sqrt(own[i])));
    }

    /// <summary>The elements of a view, stretched to the shape that it has with another, by their addresses.</summary>
    private static double[] Flat(Tensor tensor, Tensor other)
    {
        var shape = Broadcasting.ResultShape("test", tensor.Shape, other.Shape);
        var result = new double[shape.Numel];
        using var data = tensor.Read();
        for (var i = 0; i < result.Length; i++)
        {
            var (rest, at) = (i, tensor.Offset);
            for (var d = 1; d <= shape.Count; d++)
            {
                var index = rest % shape.Sizes[^d];
                rest /= shape.Sizes[^d];
                if (d <= tensor.NDim && tensor.Shape.Sizes[^d] != 1) at += index * tensor.Strides[^d];
            }

            result[i] = data.Buffer<double>()[at];
        }

        return result;
    }
}
