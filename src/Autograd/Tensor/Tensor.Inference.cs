using System.Runtime.CompilerServices;

namespace Autograd;

public sealed partial class Tensor
{
    private bool _isInference;

    /// <summary>
    /// True if the tensor was made inside of <see cref="GradMode.InferenceMode"/>, so that it cannot become part of a
    /// graph. <c>Clone()</c> makes an ordinary tensor of it.
    /// </summary>
    public bool IsInference => _isInference;

    /// <summary>The version to store with a tensor that is saved for a backward pass.</summary>
    /// <exception cref="InvalidOperationException">The tensor was made inside of inference mode.</exception>
    internal int VersionToSave
    {
        get
        {
            if (_isInference) ThrowSavedInference();
            return Version;
        }
    }

    private void CheckInferenceWrite(string op)
    {
        if (_isInference && !GradMode.IsInferenceMode)
            throw new InvalidOperationException(
                $"{op}: the tensor of shape {_shape} was made inside of GradMode.InferenceMode(), where writes are not counted, and "
                + "cannot be written in place outside of it; Clone() it first, or make it under GradMode.NoGrad()");
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void ThrowSavedInference() => throw new InvalidOperationException(
        $"InferenceMode: a tensor of shape {_shape} that was made inside of GradMode.InferenceMode() cannot be saved for a backward pass; Clone() it "
        + "outside and use the clone, or make it under GradMode.NoGrad()");
}
