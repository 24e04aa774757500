namespace Autograd.NN;

public abstract partial class Module
{
    /// <summary>
    /// The names of the parameters that require a gradient and got none since it was last set to null, by ZeroGrad of
    /// the module, of an optimizer or of the parameter: those that the loss did not depend on.
    /// </summary>
    /// <example><code>
    /// loss.Backward();
    /// if (net.UnusedParameters() is { Count: > 0 } unused) Console.WriteLine(string.Join(", ", unused));
    /// </code></example>
    public IReadOnlyList<string> UnusedParameters()
    {
        var unused = new List<string>();
        foreach (var (name, parameter) in NamedParameters())
            if (parameter.RequiresGrad && !parameter.HasGrad) unused.Add(name);
        return unused;
    }
}
