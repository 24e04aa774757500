using System.Numerics;

namespace Autograd.Kernels;

/// <summary>
/// The tables of the interpolations. A scale of null stands for the ratio of the sizes; indices are computed in the type of
/// the elements, as PyTorch does, so that the nearest element is the same one.
/// </summary>
internal static class ResampleTables
{
    /// <summary>a of the cubic convolution kernel, and that of the kernel with antialiasing.</summary>
    private const double Cubic = -0.75, CubicAntialias = -0.5;

    /// <summary>The element before (or, if exact, around) each position.</summary>
    public static ResampleTable Nearest<T>(int input, int output, double? scale, bool isExact)
        where T : IBinaryFloatingPointIeee754<T>
    {
        var step = scale is { } s ? T.CreateTruncating(1 / s) : T.CreateTruncating(input) / T.CreateTruncating(output);
        var half = T.CreateTruncating(0.5);
        return Table(input, output, i =>
        {
            var position = T.CreateTruncating(i);
            var at = isExact
                ? (float)(double.CreateTruncating(T.Max(step * (position + half) - half, T.Zero)) + 0.5)
                : float.CreateTruncating(step * position);
            return [((int)Math.Min(MathF.Floor(at), input - 1), 1)];
        });
    }

    /// <summary>The two elements around each position, by their distance.</summary>
    public static ResampleTable Linear(int input, int output, double? scale, bool alignCorners)
    {
        var step = Step(input, output, scale, alignCorners);
        return Table(input, output, i =>
        {
            if (input == output) return [(i, 1)];
            var position = Math.Max(Position(step, i, alignCorners), 0);
            var first = (int)Math.Min(position, input - 1);
            var rest = Math.Clamp(position - first, 0, 1);
            return [(first, 1 - rest), (Math.Min(first + 1, input - 1), rest)];
        });
    }

    /// <summary>The four elements around each position, by cubic convolution; elements at the edge are repeated.</summary>
    public static ResampleTable Bicubic(int input, int output, double? scale, bool alignCorners)
    {
        var step = Step(input, output, scale, alignCorners);
        return Table(input, output, i =>
        {
            var position = Position(step, i, alignCorners);
            var first = (int)Math.Floor(position);
            var row = new List<(int, double)>(4);
            for (var k = first - 1; k <= first + 2; k++)
                row.Add((Math.Clamp(k, 0, input - 1), CubicWeight(position - k, Cubic)));
            return row;
        });
    }

    /// <summary>The mean of the elements that each result covers.</summary>
    public static ResampleTable Area(int input, int output) => Table(input, output, i =>
    {
        var first = (int)((long)i * input / output);
        var end = (int)(((long)(i + 1) * input + output - 1) / output);
        var row = new List<(int, double)>(end - first);
        for (var k = first; k < end; k++) row.Add((k, 1.0 / (end - first)));
        return row;
    });

    /// <summary>Linear or cubic interpolation with a kernel as wide as the distance of the results, as Pillow's.</summary>
    public static ResampleTable Antialias(int input, int output, double? scale, bool alignCorners, bool isCubic)
    {
        var step = Step(input, output, scale, alignCorners);
        var width = Math.Max(step, 1);
        var support = (isCubic ? 2 : 1) * width;
        return Table(input, output, i =>
        {
            var center = step * (i + 0.5);
            var first = Math.Max((int)(center - support + 0.5), 0);
            var end = Math.Min((int)(center + support + 0.5), input);
            var (row, sum) = (new List<(int Index, double Weight)>(), 0.0);
            for (var k = first; k < end; k++)
            {
                var distance = (k - center + 0.5) / width;
                var weight = isCubic ? CubicWeight(distance, CubicAntialias) : Math.Max(1 - Math.Abs(distance), 0);
                row.Add((k, weight));
                sum += weight;
            }

            return sum == 0 ? row : row.ConvertAll(entry => (entry.Index, entry.Weight / sum));
        });
    }

    /// <summary>Keys' kernel: the weight of an element at a distance.</summary>
    private static double CubicWeight(double distance, double a)
    {
        var x = Math.Abs(distance);
        return x <= 1 ? ((a + 2) * x - (a + 3)) * x * x + 1
            : x < 2 ? ((a * x - 5 * a) * x + 8 * a) * x - 4 * a
            : 0;
    }

    private static double Step(int input, int output, double? scale, bool alignCorners) =>
        alignCorners ? output > 1 ? (input - 1.0) / (output - 1) : 0
        : scale is { } s ? 1 / s
        : (double)input / output;

    private static double Position(double step, int i, bool alignCorners) => alignCorners ? step * i : step * (i + 0.5) - 0.5;

    private static ResampleTable Table(int input, int output, Func<int, List<(int Index, double Weight)>> row)
    {
        var rows = new List<(int, double)>[output];
        for (var i = 0; i < output; i++) rows[i] = row(i);
        return ResampleTable.Of(input, rows);
    }
}
