using System.Runtime.CompilerServices;

namespace Autograd.Examples;

/// <summary>Finds the repository's files from any current folder.</summary>
public static class Files
{
    /// <summary>
    /// Walks up from the script's folder, then from the current one, to where <paramref name="path"/> is.
    /// </summary>
    /// <param name="path">A file or folder below the repository's root, such as <c>data/mnist</c>.</param>
    /// <param name="script">The script; the compiler fills it in.</param>
    /// <exception cref="FileNotFoundException">It is in none of the folders above the two.</exception>
    public static string Find(string path, [CallerFilePath] string script = "")
    {
        foreach (var start in (string?[])[Path.GetDirectoryName(script), Environment.CurrentDirectory])
        {
            for (var folder = start; !string.IsNullOrEmpty(folder); folder = Path.GetDirectoryName(folder))
            {
                var found = Path.Combine(folder, path);
                if (Path.Exists(found)) return found;
            }
        }

        throw new FileNotFoundException($"{path} is neither above {script} nor above {Environment.CurrentDirectory}");
    }
}
