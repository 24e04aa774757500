namespace Autograd;

/// <summary>Checks what a function of the user's returned.</summary>
internal static class UserOutputs
{
    /// <summary>The outputs, which are no null and have none among them.</summary>
    /// <exception cref="InvalidOperationException">They are not there.</exception>
    public static Tensor[] Check(string op, Tensor[]? outputs)
    {
        if (outputs is null)
            throw new InvalidOperationException($"{op}: the function returned no tensor; return what it computed");
        var missing = Array.FindIndex(outputs, output => output is null);
        return missing < 0 ? outputs : throw new InvalidOperationException(
            $"{op}: output {missing} of the {outputs.Length} that the function returned is null; return what it computed");
    }

    /// <summary>As <see cref="Check"/>; there is at least one.</summary>
    /// <exception cref="InvalidOperationException">They are not there.</exception>
    public static Tensor[] CheckAny(string op, Tensor[]? outputs) => Check(op, outputs is [] ? null : outputs);
}
