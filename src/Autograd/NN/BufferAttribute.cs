namespace Autograd.NN;

/// <summary>
/// Marks a tensor field of a <see cref="Module"/> as a buffer, such as a running mean: it is saved and converted with
/// the module but not trained.
/// </summary>
/// <example><code>[Buffer] private Tensor _runningMean = Tensor.Zeros(4);</code></example>
[AttributeUsage(AttributeTargets.Field)]
public sealed class BufferAttribute : Attribute;
