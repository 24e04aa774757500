namespace Autograd;

/// <summary>
/// Turns the tensors that user code returned into outputs that share no memory with an input or with each other.
/// </summary>
internal sealed class OutputMemory
{
    private readonly HashSet<object?> _taken = new(ReferenceEqualityComparer.Instance);

    public OutputMemory(Tensor[] inputs)
    {
        foreach (var input in inputs) _taken.Add(input.StorageKey);
    }

    /// <summary>
    /// The data of a tensor that user code returned, as a tensor that is part of no graph and is not a view. So neither
    /// the base of the returned tensor nor later writes to it become part of the output's history.
    /// </summary>
    public Tensor OwnOutput(Tensor returned) =>
        _taken.Add(returned.StorageKey) ? returned.Detach() : returned.Detach().Clone();
}
