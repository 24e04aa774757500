namespace Autograd.IO;

/// <summary>The formats in which a state dict is saved.</summary>
public enum FileFormat
{
    /// <summary><c>.safetensors</c>: <see cref="IO.SafeTensors"/>.</summary>
    SafeTensors,

    /// <summary><c>.pt</c> and <c>.pth</c>: <see cref="TorchFile"/>.</summary>
    Torch,

    /// <summary><c>.npz</c>: <see cref="IO.NumPy"/>.</summary>
    NumPy,
}
