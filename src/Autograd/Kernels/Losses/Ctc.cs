using System.Numerics;

namespace Autograd.Kernels;

/// <summary>
/// The forward–backward algorithm of connectionist temporal classification for one sequence, in logarithms and in
/// double precision. A label sequence of L labels has 2L + 1 states: a blank before, between and behind the labels.
/// </summary>
/// <param name="labels">The labels of the sequence.</param>
/// <param name="steps">The number of time steps of the sequence.</param>
/// <param name="blank">The class of the blank.</param>
internal readonly ref struct Ctc(ReadOnlySpan<int> labels, int steps, int blank)
{
    private readonly ReadOnlySpan<int> _labels = labels;

    /// <summary>The number of states.</summary>
    public int States => 2 * _labels.Length + 1;

    /// <summary>Computes the loss, −ln of the probability of the labels, and α: (steps, states).</summary>
    /// <param name="logProbs">Log-probabilities: those of step t begin at t·stride.</param>
    /// <param name="stride">The distance of two steps.</param>
    /// <param name="alpha">ln of the probability of the labels up to each state at each step.</param>
    public double Forward<T>(ReadOnlySpan<T> logProbs, int stride, Span<double> alpha) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var states = States;
        if (steps == 0) return states == 1 ? 0 : double.PositiveInfinity;
        alpha[..states].Fill(double.NegativeInfinity);
        for (var s = 0; s < Math.Min(2, states); s++) alpha[s] = double.CreateTruncating(logProbs[ClassOf(s)]);
        for (var t = 1; t < steps; t++)
        {
            var before = alpha.Slice((t - 1) * states, states);
            var now = alpha.Slice(t * states, states);
            for (var s = 0; s < states; s++)
            {
                var paths = LogSum(
                    before[s], s > 0 ? before[s - 1] : double.NegativeInfinity, MaySkipTo(s) ? before[s - 2] : double.NegativeInfinity);
                now[s] = paths + double.CreateTruncating(logProbs[t * stride + ClassOf(s)]);
            }
        }

        var last = alpha.Slice((steps - 1) * states, states);
        return -LogSum(last[^1], states > 1 ? last[^2] : double.NegativeInfinity, double.NegativeInfinity);
    }

    /// <summary>
    /// Adds −g·γ to the gradient of the log-probabilities, with γ the probability of each class at each step, given the
    /// labels.
    /// </summary>
    /// <param name="logProbs">Log-probabilities, as in the forward pass.</param>
    /// <param name="stride">The distance of two steps.</param>
    /// <param name="alpha">What the forward pass computed.</param>
    /// <param name="loss">The loss, finite.</param>
    /// <param name="g">The gradient of the loss.</param>
    /// <param name="gradient">The gradient of the log-probabilities, at their positions.</param>
    public void Backward<T>(ReadOnlySpan<T> logProbs, int stride, ReadOnlySpan<double> alpha, double loss, double g, Span<T> gradient)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var states = States;
        var beta = new double[states];
        var next = new double[states];
        for (var t = steps - 1; t >= 0; t--)
        {
            for (var s = 0; s < states; s++)
            {
                var logP = double.CreateTruncating(logProbs[t * stride + ClassOf(s)]);
                var paths = t == steps - 1
                    ? s >= states - 2 ? 0 : double.NegativeInfinity
                    : LogSum(
                        next[s], s + 1 < states ? next[s + 1] : double.NegativeInfinity,
                        s + 2 < states && MaySkipTo(s + 2) ? next[s + 2] : double.NegativeInfinity);
                beta[s] = paths + logP;
                if (!double.IsFinite(paths)) continue;
                gradient[t * stride + ClassOf(s)] -= T.CreateTruncating(g * Math.Exp(alpha[t * states + s] + paths + loss));
            }

            (beta, next) = (next, beta);
        }
    }

    private int ClassOf(int state) => state % 2 == 0 ? blank : _labels[state / 2];

    /// <summary>True if the blank before a state may be left out: between two labels that differ.</summary>
    private bool MaySkipTo(int state) => state % 2 == 1 && state > 1 && _labels[state / 2] != _labels[state / 2 - 1];

    private static double LogSum(double a, double b, double c)
    {
        var greatest = Math.Max(a, Math.Max(b, c));
        return double.IsNegativeInfinity(greatest)
            ? greatest
            : greatest + Math.Log(Math.Exp(a - greatest) + Math.Exp(b - greatest) + Math.Exp(c - greatest));
    }
}
