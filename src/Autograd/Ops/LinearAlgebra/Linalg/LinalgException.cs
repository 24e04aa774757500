namespace Autograd;

/// <summary>
/// Thrown if the values of a matrix do not allow the operation: the matrix is singular, not positive definite, not
/// finite, or an iteration did not converge. The message names the operation, the matrix of the batch, and where it
/// failed.
/// </summary>
public sealed class LinalgException : ArgumentException
{
    internal LinalgException(string message)
        : base(message)
    {
    }
}
