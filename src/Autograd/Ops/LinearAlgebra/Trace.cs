namespace Autograd;

public sealed partial class Tensor
{
    /// <summary>Computes the sum of a matrix's main diagonal.</summary>
    /// <remarks>
    /// Sums of integers are Int64. Gradient: g on the diagonal. For a batch: <c>x.Diagonal(0, -2, -1).Sum(-1)</c>.
    /// </remarks>
    /// <exception cref="ArgumentException">The tensor is not a matrix.</exception>
    public Tensor Trace()
    {
        if (NDim != 2) throw new ArgumentException($"Trace: shape {_shape}; it must be a matrix; for a batch use Diagonal(0, -2, -1).Sum(-1)");
        return Autocast.ToFloat32(Diagonal()).Sum();
    }
}
