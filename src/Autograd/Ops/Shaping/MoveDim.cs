namespace Autograd;

public sealed partial class Tensor
{
    /// <summary>Returns a view with one dimension moved to another position; the others keep their order.</summary>
    /// <param name="source">The dimension; negative counts from the last.</param>
    /// <param name="destination">Its position in the result; negative counts from the last.</param>
    /// <remarks>Gradient: g, moved back.</remarks>
    /// <exception cref="ArgumentOutOfRangeException">There is no such dimension or position.</exception>
    public Tensor MoveDim(int source, int destination) => MoveDim([source], [destination]);

    /// <summary>
    /// Returns a view with some dimensions moved to other positions; the others keep their order and fill the remaining
    /// positions.
    /// </summary>
    /// <param name="source">The dimensions, each once; negative counts from the last.</param>
    /// <param name="destination">The position of each in the result, each once; negative counts from the last.</param>
    /// <remarks>Gradient: g, moved back.</remarks>
    /// <exception cref="ArgumentException">
    /// There are not as many positions as dimensions, or one is named twice.
    /// </exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such dimension or position.</exception>
    public Tensor MoveDim(ReadOnlySpan<int> source, ReadOnlySpan<int> destination)
    {
        if (source.Length != destination.Length)
            throw new ArgumentException(
                $"MoveDim: {Shape.Format(source)} to {Shape.Format(destination)}; name one place for each dimension");
        var order = new int[Math.Max(NDim, 1)];
        var moved = new bool[order.Length];
        Array.Fill(order, -1);
        for (var i = 0; i < source.Length; i++)
        {
            var from = _shape.DimOrScalar(source[i], "MoveDim");
            var to = _shape.DimOrScalar(destination[i], "MoveDim");
            if (moved[from]) throw new ArgumentException($"MoveDim: dimension {from} is named twice in {Shape.Format(source)}; name each once");
            if (order[to] >= 0) throw new ArgumentException($"MoveDim: place {to} is named twice in {Shape.Format(destination)}; name each once");
            moved[from] = true;
            order[to] = from;
        }

        if (NDim == 0) return this;
        var next = 0;
        for (var to = 0; to < order.Length; to++)
        {
            if (order[to] >= 0) continue;
            while (moved[next]) next++;
            order[to] = next++;
        }

        return PermuteTo(order);
    }
}
