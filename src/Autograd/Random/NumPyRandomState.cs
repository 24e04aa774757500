namespace Autograd;

/// <summary>A saved <see cref="NumPyRandom"/>: what <c>np.random.get_state()</c> returns after its name.</summary>
/// <param name="Key">The 624 words of MT19937.</param>
/// <param name="Position">How many of them have been used, 0 to 624.</param>
/// <param name="HasGauss">True if a normal deviate is kept for the next draw.</param>
/// <param name="CachedGaussian">That deviate, otherwise 0.</param>
public readonly record struct NumPyRandomState(uint[] Key, int Position, bool HasGauss, double CachedGaussian);
