namespace Autograd.Distributed;

/// <summary>A call that failed on this rank; <c>torch.distributed.DistError</c>.</summary>
/// <param name="message">The call, its rank and sizes, and what was wrong.</param>
public sealed class DistributedException(string message) : Exception(message);
