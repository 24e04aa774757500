namespace Autograd;

/// <summary>Checks the tensors that a function of the user returned.</summary>
internal static class UserOutputs
{
    /// <summary>Returns the outputs.</summary>
    /// <exception cref="InvalidOperationException">The array or one of its elements is null.</exception>
    public static Tensor[] Check(string op, Tensor[]? outputs)
    {
        if (outputs is null)
            throw new InvalidOperationException($"{op}: the function returned no tensor; return what it computed");
        var missing = Array.FindIndex(outputs, output => output is null);
        return missing < 0 ? outputs : throw new InvalidOperationException(
            $"{op}: output {missing} of the {outputs.Length} that the function returned is null; return what it computed");
    }

    /// <summary>Returns the outputs, of which there must be at least one.</summary>
    /// <exception cref="InvalidOperationException">
    /// The array is null or empty, or one of its elements is null.
    /// </exception>
    public static Tensor[] CheckAny(string op, Tensor[]? outputs) => Check(op, outputs is [] ? null : outputs);
}
