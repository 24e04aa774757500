namespace Autograd;

/// <summary>
/// The saved state of a <see cref="NumPyRandom"/>: the contents of <c>np.random.get_state()</c> without the generator's
/// name.
/// </summary>
/// <param name="Key">The 624 words of MT19937.</param>
/// <param name="Position">The number of words that have been used, 0 to 624.</param>
/// <param name="HasGauss">True if a normal deviate is kept for the next draw.</param>
/// <param name="CachedGaussian">The deviate that is kept; 0 if there is none.</param>
public readonly record struct NumPyRandomState(uint[] Key, int Position, bool HasGauss, double CachedGaussian);
