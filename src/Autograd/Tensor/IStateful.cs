namespace Autograd;

/// <summary>
/// What can save its state as tensors by name and restore it: modules, optimizers, schedules and loaders, and what a user
/// adds to them. PyTorch's protocol <c>torch.distributed.checkpoint.stateful.Stateful</c>.
/// </summary>
/// <remarks>
/// Numbers are 0-d tensors: Int64 for integers, and Float64 for others, so that no digit is lost; texts and bytes are
/// UInt8 tensors. A state that does not fit is refused before anything is written.
/// </remarks>
public interface IStateful
{
    /// <summary>Returns the state. Its tensors may share memory with the object.</summary>
    OrderedDictionary<string, Tensor> StateDict();

    /// <summary>Restores a state that <see cref="StateDict"/> of such an object returned; its tensors are copied.</summary>
    /// <exception cref="ArgumentException">The state does not fit; the object is not changed.</exception>
    void LoadStateDict(IReadOnlyDictionary<string, Tensor> state);
}
