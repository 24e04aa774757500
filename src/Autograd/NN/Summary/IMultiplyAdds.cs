namespace Autograd.NN;

/// <summary>
/// A module that states how many multiply-adds its <c>Forward</c> takes; <see cref="ModuleSummary"/> asks it.
/// </summary>
public interface IMultiplyAdds
{
    /// <summary>The multiply-adds of one call.</summary>
    /// <param name="inputs">The tensors among the arguments.</param>
    /// <param name="outputs">The tensors among the results.</param>
    long MultiplyAdds(IReadOnlyList<Tensor> inputs, IReadOnlyList<Tensor> outputs);
}
