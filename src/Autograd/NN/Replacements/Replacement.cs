namespace Autograd.NN;

/// <summary>
/// Computes a tensor of a module from others, which stand in its place in the module's state. It is computed before
/// each Forward, and the field holds the result.
/// </summary>
internal abstract class Replacement
{
    /// <summary>The result that the field holds.</summary>
    public Tensor? Current { get; set; }

    /// <summary>Computes the tensor from the present values.</summary>
    public abstract Tensor Compute();

    /// <summary>The same for a copy of the module; the function copies tensors and modules.</summary>
    public abstract Replacement Copy(Func<object, object> copyOf);
}
