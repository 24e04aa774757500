namespace Autograd;

public sealed partial class Tensor
{
    /// <summary>
    /// Goes through dimension 0: <c>foreach (var row in x)</c>. The rows are views. For LINQ, <see cref="Unbind"/> gives them as an array.
    /// </summary>
    /// <exception cref="InvalidOperationException">The tensor has no dimension.</exception>
    public IEnumerator<Tensor> GetEnumerator()
    {
        if (NDim == 0)
            throw new InvalidOperationException(
                "GetEnumerator: a 0-dimensional tensor has nothing to iterate over; use Item() for its number");

        // One node for all rows of a recorded tensor; else no row is made before it is asked for.
        return IsRecorded ? ((IEnumerable<Tensor>)Unbind()).GetEnumerator() : Rows();
    }

    private IEnumerator<Tensor> Rows()
    {
        for (var i = 0; i < _shape.Sizes[0]; i++) yield return SelectRow(i);
    }
}
