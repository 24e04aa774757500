namespace Autograd;

/// <summary>
/// The saved state of a <see cref="PythonRandom"/>: the contents of Python's <c>random.getstate()</c> without the
/// version.
/// </summary>
/// <param name="Key">The 624 words of MT19937: the tuple without its last number.</param>
/// <param name="Position">The number of words that have been used, 0 to 624: the last number of the tuple.</param>
/// <param name="GaussNext">
/// The normal deviate that is kept for the next <see cref="PythonRandom.Gauss"/>; null if there is none.
/// </param>
public readonly record struct PythonRandomState(uint[] Key, int Position, double? GaussNext);
