namespace Autograd.NN;

/// <summary>
/// Adam with weight decay that bypasses the running means: p ← p − lr·weightDecay·p before each step. After I. Loshchilov and F.
/// Hutter, "Decoupled weight decay regularization" (2019).
/// </summary>
public sealed class AdamW : Adam
{
    /// <summary>Trains these parameters with the same options.</summary>
    /// <param name="parameters">Leaf tensors, such as <c>net.Parameters()</c>; listed once, now.</param>
    /// <param name="lr">The learning rate.</param>
    /// <param name="betas">How much of the running means of the gradient and of its square is kept; (0.9, 0.999) if null.</param>
    /// <param name="eps">What is added to the denominator.</param>
    /// <param name="weightDecay">The weight decay.</param>
    /// <param name="amsgrad">True if the denominator uses the largest mean square so far.</param>
    /// <param name="maximize">True if to maximize instead of to minimize.</param>
    /// <exception cref="ArgumentException">The parameters are none, listed twice or no leaves, or an option is out of its
    /// range.</exception>
    public AdamW(
        IEnumerable<Tensor> parameters, double lr = 1e-3, (double Beta1, double Beta2)? betas = null, double eps = 1e-8,
        double weightDecay = 1e-2, bool amsgrad = false, bool maximize = false)
        : this([new AdamGroup(parameters)], lr, betas, eps, weightDecay, amsgrad, maximize)
    {
    }

    /// <summary>Trains groups of parameters; the options given here are those of groups that have none of their own.</summary>
    /// <param name="groups">The groups.</param>
    /// <param name="lr">The learning rate.</param>
    /// <param name="betas">How much of the running means of the gradient and of its square is kept; (0.9, 0.999) if null.</param>
    /// <param name="eps">What is added to the denominator.</param>
    /// <param name="weightDecay">The weight decay.</param>
    /// <param name="amsgrad">True if the denominator uses the largest mean square so far.</param>
    /// <param name="maximize">True if to maximize instead of to minimize.</param>
    /// <exception cref="ArgumentException">The parameters are none, listed twice or no leaves, or an option is out of its
    /// range.</exception>
    public AdamW(
        IEnumerable<AdamGroup> groups, double lr = 1e-3, (double Beta1, double Beta2)? betas = null, double eps = 1e-8,
        double weightDecay = 1e-2, bool amsgrad = false, bool maximize = false)
        : base("AdamW", Options(lr, betas, eps, weightDecay, amsgrad, maximize), groups, decouplesDecay: true)
    {
    }
}
