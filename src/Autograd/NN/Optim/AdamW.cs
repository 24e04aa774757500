namespace Autograd.NN;

/// <summary>
/// Adam with decoupled weight decay: p ← p − lr·weightDecay·p before each step, outside of the running means. After
/// I. Loshchilov and F. Hutter, "Decoupled weight decay regularization" (2019).
/// </summary>
public sealed class AdamW : Adam
{
    /// <summary>Makes an optimizer of these parameters, all with the same options.</summary>
    /// <param name="parameters">Leaf tensors, such as <c>net.Parameters()</c>; the sequence is enumerated once.</param>
    /// <param name="lr">The learning rate.</param>
    /// <param name="betas">
    /// β₁ and β₂, the decay factors of the running means of the gradient and of its square; (0.9, 0.999) if null.
    /// </param>
    /// <param name="eps">ε, the term added to the denominator.</param>
    /// <param name="weightDecay">The weight decay.</param>
    /// <param name="amsgrad">True if the denominator uses the largest mean square so far.</param>
    /// <param name="maximize">True to maximize the objective instead of minimizing it.</param>
    /// <exception cref="ArgumentException">
    /// There are no parameters, one is listed twice or is not a leaf, or an option is out of range.
    /// </exception>
    public AdamW(
        IEnumerable<Tensor> parameters, double lr = 1e-3, (double Beta1, double Beta2)? betas = null, double eps = 1e-8,
        double weightDecay = 1e-2, bool amsgrad = false, bool maximize = false)
        : this([new AdamGroup("AdamW", parameters)], lr, betas, eps, weightDecay, amsgrad, maximize)
    {
    }

    /// <summary>
    /// Makes an optimizer of groups of parameters. The options given here apply to groups that do not set their own.
    /// </summary>
    /// <param name="groups">The groups.</param>
    /// <param name="lr">The learning rate.</param>
    /// <param name="betas">
    /// β₁ and β₂, the decay factors of the running means of the gradient and of its square; (0.9, 0.999) if null.
    /// </param>
    /// <param name="eps">ε, the term added to the denominator.</param>
    /// <param name="weightDecay">The weight decay.</param>
    /// <param name="amsgrad">True if the denominator uses the largest mean square so far.</param>
    /// <param name="maximize">True to maximize the objective instead of minimizing it.</param>
    /// <exception cref="ArgumentException">
    /// There are no parameters, one is listed twice or is not a leaf, or an option is out of range.
    /// </exception>
    public AdamW(
        IEnumerable<AdamGroup> groups, double lr = 1e-3, (double Beta1, double Beta2)? betas = null, double eps = 1e-8,
        double weightDecay = 1e-2, bool amsgrad = false, bool maximize = false)
        : base("AdamW", Options("AdamW", lr, betas, eps, weightDecay, amsgrad, maximize), groups, decouplesDecay: true)
    {
    }
}
