namespace Autograd.Kernels;

/// <summary>
/// An action on a range of independent items. Implementations are structs, so that the JIT compiles a loop for each,
/// without delegates.
/// </summary>
/// <remarks>Several threads run copies of the struct at once, so it holds pointers and sizes, not results.</remarks>
internal interface IRangeAction
{
    /// <summary>Processes the items from <paramref name="start"/> to <paramref name="end"/>, exclusive.</summary>
    void Invoke(int start, int end);
}
