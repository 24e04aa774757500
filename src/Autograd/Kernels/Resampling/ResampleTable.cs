using System.Numerics;

namespace Autograd.Kernels;

/// <summary>
/// The sums along one dimension that a resampling computes, as the rows of a sparse matrix: result i is the sum of
/// <c>Weights[e]</c> times element <c>Indices[e]</c> for e from <c>Starts[i]</c> to <c>Starts[i + 1]</c>.
/// </summary>
internal sealed class ResampleTable
{
    private readonly double[] _weights;
    private float[]? _singleWeights;

    private ResampleTable(int inputLength, int[] starts, int[] indices, double[] weights)
    {
        InputLength = inputLength;
        Starts = starts;
        Indices = indices;
        _weights = weights;
    }

    /// <summary>The size of the dimension before.</summary>
    public int InputLength { get; }

    /// <summary>The size of the dimension behind.</summary>
    public int Length => Starts.Length - 1;

    public int[] Starts { get; }

    public int[] Indices { get; }

    /// <summary>Makes a table of lists of index and weight; the weights of an index that occurs twice are added.</summary>
    public static ResampleTable Of(int inputLength, List<(int Index, double Weight)>[] rows)
    {
        var starts = new int[rows.Length + 1];
        var (indices, weights) = (new List<int>(), new List<double>());
        for (var i = 0; i < rows.Length; i++)
        {
            starts[i] = indices.Count;
            foreach (var (index, weight) in rows[i])
            {
                if (indices.Count > starts[i] && indices[^1] == index)
                {
                    weights[^1] += weight;
                    continue;
                }

                indices.Add(index);
                weights.Add(weight);
            }
        }

        starts[^1] = indices.Count;
        return new ResampleTable(inputLength, starts, [.. indices], [.. weights]);
    }

    /// <summary>The table of the transposed matrix, by which a gradient passes back.</summary>
    public ResampleTable Transposed()
    {
        var starts = new int[InputLength + 1];
        foreach (var index in Indices) starts[index + 1]++;
        for (var i = 0; i < InputLength; i++) starts[i + 1] += starts[i];
        var next = starts[..^1];
        var (indices, weights) = (new int[Indices.Length], new double[Indices.Length]);
        for (var i = 0; i < Length; i++)
        {
            for (var e = Starts[i]; e < Starts[i + 1]; e++)
            {
                var at = next[Indices[e]]++;
                (indices[at], weights[at]) = (i, _weights[e]);
            }
        }

        return new ResampleTable(Length, starts, indices, weights);
    }

    /// <summary>The weights in the type of the elements.</summary>
    public T[] Weights<T>() where T : unmanaged, INumber<T> =>
        typeof(T) == typeof(double)
            ? (T[])(object)_weights
            : (T[])(object)(_singleWeights ??= Array.ConvertAll(_weights, weight => (float)weight));
}
