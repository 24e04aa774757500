namespace Autograd.Tests.Kernels;

/// <summary>Views of numbers of one and two bytes, at sizes beside the edges of blocks, bands and tiles, against loops over indices.</summary>
public class NarrowStridedTests
{
    private static readonly int[] _sizes = [0, 1, 2, 7, 8, 9, 15, 16, 17, 31, 32, 33, 64, 127, 129, 255, 257, 300];

    private static readonly DType[] _types = [DType.Bool, DType.UInt8, DType.Int8, DType.Int16];

    [Test]
    public void Transposed_parts([ValueSource(nameof(_types))] DType type, [ValueSource(nameof(_sizes))] int rows)
    {
        foreach (var columns in _sizes)
        {
            // A part that begins and ends within the rows of what it is of.
            var numbers = Numbers(columns + 2, rows + 3);
            var x = Tensor.From(numbers, [columns + 2, rows + 3]).To(type)[1..(columns + 1), 2..(rows + 2)].T;
            var others = Numbers(rows, columns);
            var y = Tensor.From(others, [rows, columns]).To(type);
            var (copy, both, reversed) = (Values(x.Contiguous()), Values(x ^ y), Values(x.Flip(0, 1) ^ y));
            for (var i = 0; i < rows; i++)
            {
                for (var j = 0; j < columns; j++)
                {
                    var at = i * columns + j;
                    var here = Cast(numbers[(j + 1) * (rows + 3) + i + 2], type);
                    var there = Cast(numbers[(columns - j) * (rows + 3) + rows - i + 1], type);
                    var other = Cast(others[at], type);
                    if (copy[at] != here || both[at] != (here ^ other) || reversed[at] != (there ^ other))
                        Assert.Fail($"{type} ({rows}, {columns}) at ({i}, {j}): {copy[at]}, {both[at]}, {reversed[at]}");
                }
            }
        }
    }

    [Test]
    public void Steps_and_stretches([ValueSource(nameof(_types))] DType type, [ValueSource(nameof(_sizes))] int rows)
    {
        foreach (var columns in _sizes)
        {
            var numbers = Numbers(rows, 3 * columns);
            var x = Tensor.From(numbers, [rows, 3 * columns]).To(type)[.., TensorIndex.Slice(step: -3)];
            var row = Numbers(1, columns);
            var result = Values(x ^ Tensor.From(row, [columns]).To(type));
            var stretched = Values(Tensor.From(row, [columns, 1]).To(type).Expand(columns, rows).Contiguous());
            for (var i = 0; i < rows; i++)
            {
                for (var j = 0; j < columns; j++)
                {
                    var here = Cast(numbers[(i + 1) * 3 * columns - 1 - 3 * j], type) ^ Cast(row[j], type);
                    if (result[i * columns + j] != here || stretched[j * rows + i] != Cast(row[j], type))
                        Assert.Fail($"{type} ({rows}, {columns}) at ({i}, {j})");
                }
            }
        }
    }

    [Test]
    public void Of_three_dimensions([ValueSource(nameof(_types))] DType type)
    {
        var numbers = Numbers(33, 5 * 40);
        var x = Values(Tensor.From(numbers, [33, 5, 40]).To(type).Permute(1, 2, 0).Contiguous());
        for (var i = 0; i < numbers.Length; i++)
        {
            var (a, b, c) = (i / 200, i / 40 % 5, i % 40);
            Assert.That(x[(b * 40 + c) * 33 + a], Is.EqualTo(Cast(numbers[i], type)));
        }
    }

    private static long[] Numbers(int rows, int columns) => [.. Enumerable.Range(0, rows * columns).Select(i => i * 2654435761L >> 7 & 0x7FFF)];

    private static long Cast(long value, DType type) => type switch
    {
        DType.Bool => value != 0 ? 1 : 0,
        DType.UInt8 => (byte)value,
        DType.Int8 => (sbyte)value,
        _ => (short)value,
    };

    private static long[] Values(Tensor x) => x.Long().ToArray<long>();
}
