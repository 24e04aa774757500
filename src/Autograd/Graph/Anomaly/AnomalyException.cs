namespace Autograd;

/// <summary>
/// Thrown by a backward pass inside of <see cref="GradMode.DetectAnomaly"/> when a formula fails or computes a gradient
/// that is not a number. The message names the operation and the lines from which it was called.
/// </summary>
public sealed class AnomalyException : InvalidOperationException
{
    internal AnomalyException(string message, string operation, Exception? cause)
        : base(message, cause) => Operation = operation;

    /// <summary>The name of the operation, as <see cref="Node.Name"/> has it.</summary>
    public string Operation { get; }
}
