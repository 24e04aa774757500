namespace Autograd.Kernels;

/// <summary>
/// Marks a vector whose elements are of type T, so that a formula of a vector x can ask for the precision by
/// <c>x is IVectorOf&lt;float&gt;</c>.
/// </summary>
/// <remarks>
/// A type test, not a static property: the JIT decides it when it reads a method, and never compiles the branch of the
/// other precision. The call of a property is decided only after both branches are inlined, and the calls that this
/// adds exhaust the number of local variables up to which the JIT inlines: the end of a long formula, such as the
/// normal distribution's, would be left as calls, which take ten times as long.
/// </remarks>
internal interface IVectorOf<T>;
