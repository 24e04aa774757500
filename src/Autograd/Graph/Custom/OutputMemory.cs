namespace Autograd;

/// <summary>
/// Makes what user code returned its outputs: each in memory that no input and no output before it has.
/// </summary>
internal sealed class OutputMemory
{
    private readonly HashSet<object?> _taken = new(ReferenceEqualityComparer.Instance);

    public OutputMemory(Tensor[] inputs)
    {
        foreach (var input in inputs) _taken.Add(input.StorageKey);
    }

    /// <summary>
    /// The numbers that user code returned, as a tensor that is part of no graph and a view of nothing: what the code
    /// does to its own tensor, and what it was a view of, is no part of the output's history.
    /// </summary>
    public Tensor OwnOutput(Tensor returned) =>
        _taken.Add(returned.StorageKey) ? returned.Detach() : returned.Detach().Clone();
}
