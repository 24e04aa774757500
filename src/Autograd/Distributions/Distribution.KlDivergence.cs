namespace Autograd.Distributions;

/// <content>The Kullback–Leibler divergence.</content>
public abstract partial class Distribution
{
    /// <summary>
    /// The Kullback–Leibler divergence KL(p ‖ q) = E[ln p(x) − ln q(x)] for x drawn from p, in closed form; infinite where p
    /// gives a probability to what is impossible for q.
    /// </summary>
    /// <param name="p">The distribution of the expectation.</param>
    /// <param name="q">The other; the batches broadcast.</param>
    /// <returns>One number for each pair of the batch.</returns>
    /// <exception cref="NotSupportedException">There is no formula for the two classes; see <see cref="RegisterKl"/>.</exception>
    /// <exception cref="ArgumentException">The shapes of the two do not fit.</exception>
    public static Tensor KlDivergence(Distribution p, Distribution q)
    {
        ArgumentNullException.ThrowIfNull(p);
        ArgumentNullException.ThrowIfNull(q);
        var formula = KlRegistry.Find(p.GetType(), q.GetType()) ?? throw new NotSupportedException(
            $"KlDivergence: no formula for {p.GetType().Name} and {q.GetType().Name}; add one with RegisterKl, or average "
            + "p.LogProb(x) - q.LogProb(x) over samples x of p");
        return formula(p, q);
    }

    /// <summary>Adds a formula of <see cref="KlDivergence"/> for two classes and those derived from them.</summary>
    public static void RegisterKl<TP, TQ>(Func<TP, TQ, Tensor> formula)
        where TP : Distribution
        where TQ : Distribution
    {
        ArgumentNullException.ThrowIfNull(formula);
        KlRegistry.Add(formula);
    }
}
