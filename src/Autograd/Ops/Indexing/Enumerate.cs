namespace Autograd;

public sealed partial class Tensor
{
    /// <summary>
    /// Iterates over dimension 0: <c>foreach (var row in x)</c>. The rows are views. For LINQ, <see cref="Unbind"/>
    /// returns them as an array.
    /// </summary>
    /// <exception cref="InvalidOperationException">The tensor has no dimension.</exception>
    public IEnumerator<Tensor> GetEnumerator()
    {
        if (NDim == 0)
            throw new InvalidOperationException(
                "GetEnumerator: a 0-dimensional tensor has nothing to iterate over; use Item() for its number");

        // A recorded tensor gets one node for all rows. Otherwise each row is created when it is asked for.
        return IsRecorded ? ((IEnumerable<Tensor>)Unbind()).GetEnumerator() : EnumerateRows();
    }

    private IEnumerator<Tensor> EnumerateRows()
    {
        for (var i = 0; i < _shape.Sizes[0]; i++) yield return SelectRow(i);
    }
}
