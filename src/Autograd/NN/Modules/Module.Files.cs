using Autograd.IO;

namespace Autograd.NN;

public abstract partial class Module
{
    /// <summary>
    /// Saves the parameters and buffers in a file, under PyTorch's names; <c>torch.save(module.state_dict(), path)</c>.
    /// </summary>
    /// <param name="path">
    /// The file. Its extension names the format: <c>.safetensors</c>, <c>.pt</c> or <c>.pth</c>, <c>.npz</c>. An old file is
    /// replaced as a whole when all is written.
    /// </param>
    /// <param name="format">Another format than that of the extension.</param>
    /// <exception cref="ArgumentException">The extension names no format.</exception>
    /// <exception cref="IOException">The file cannot be written; an old one is as it was.</exception>
    /// <example><code>net.Save("net.safetensors"); net.Load("net.safetensors");</code></example>
    public void Save(string path, FileFormat? format = null)
    {
        ArgumentNullException.ThrowIfNull(path);
        StateDictFile.Save("Module.Save", StateDict(), path, format);
    }

    /// <summary>
    /// Loads parameters and buffers from a file; <c>module.load_state_dict(torch.load(path))</c>. They are converted to the
    /// types in this module. If anything is wrong, with the file or the names and shapes in it, nothing is written.
    /// </summary>
    /// <param name="path">The file, in the format that its extension names.</param>
    /// <param name="strict">True if missing and unexpected names are errors; sizes must always agree.</param>
    /// <param name="format">Another format than that of the extension.</param>
    /// <returns>The names that are missing in the file, and those that the module does not have.</returns>
    /// <exception cref="FileNotFoundException">The file does not exist.</exception>
    /// <exception cref="InvalidDataException">The file is damaged.</exception>
    /// <exception cref="NotSupportedException">The file holds what is no tensor.</exception>
    /// <exception cref="ArgumentException">
    /// The extension names no format, a shape differs, or, if <paramref name="strict"/>, the names do.
    /// </exception>
    public (IReadOnlyList<string> Missing, IReadOnlyList<string> Unexpected) Load(string path, bool strict = true, FileFormat? format = null)
    {
        ArgumentNullException.ThrowIfNull(path);
        return LoadStateDict(StateDictFile.Load("Module.Load", path, format), strict);
    }
}
