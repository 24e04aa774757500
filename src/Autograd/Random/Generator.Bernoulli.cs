using System.Numerics;

namespace Autograd;

/// <content>Bernoulli trials and dropout masks.</content>
public sealed partial class Generator
{
    const int TrialsAtOnce = 256;

    /// <summary>Fills with ones, of probability p, and zeros: <c>bernoulli_</c> with a number.</summary>
    /// <remarks>
    /// 1 where u &lt; p, with u a uniform deviate of 53 bits (two words), for every element type. PyTorch builds with
    /// MKL use a generator of MKL here; this is the stream of builds without MKL.
    /// </remarks>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="destination">The span to fill.</param>
    /// <param name="p">The probability of a one.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="p"/> is not in [0, 1].</exception>
    public void FillBernoulli<T>(Span<T> destination, double p)
        where T : unmanaged, INumberBase<T>
    {
        CheckProbability("Bernoulli", p);
        FillTrials(destination, p, T.One);
    }

    /// <summary>
    /// Fills with ones, of probability p[i] each, and zeros: <c>torch.bernoulli</c> of a float tensor.
    /// </summary>
    /// <remarks>1 where u &lt; p[i], with u a uniform deviate of 24 bits (one word).</remarks>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="destination">The span to fill; it may be <paramref name="p"/> itself.</param>
    /// <param name="p">The probabilities, as many as there are elements.</param>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A probability is not in [0, 1].</exception>
    public void FillBernoulli<T>(Span<T> destination, ReadOnlySpan<float> p)
        where T : unmanaged, INumberBase<T>
    {
        CheckLength(destination.Length, p.Length);
        foreach (float probability in p)
            CheckProbability("Bernoulli", probability);

        lock (_gate)
        {
            for (int i = 0; i < p.Length; i++)
                destination[i] = NextSingleLocked() < p[i] ? T.One : T.Zero;
        }
    }

    /// <summary>
    /// Fills with ones, of probability p[i] each, and zeros: <c>torch.bernoulli</c> of a double tensor.
    /// </summary>
    /// <remarks>1 where u &lt; p[i], with u a uniform deviate of 53 bits (two words).</remarks>
    /// <inheritdoc cref="FillBernoulli{T}(Span{T}, ReadOnlySpan{float})"/>
    public void FillBernoulli<T>(Span<T> destination, ReadOnlySpan<double> p)
        where T : unmanaged, INumberBase<T>
    {
        CheckLength(destination.Length, p.Length);
        foreach (double probability in p)
            CheckProbability("Bernoulli", probability);

        lock (_gate)
        {
            for (int i = 0; i < p.Length; i++)
                destination[i] = NextDoubleLocked() < p[i] ? T.One : T.Zero;
        }
    }

    /// <summary>
    /// Fills with the factors of dropout: 0 with probability p, otherwise 1 / (1 − p), so that the mean is 1.
    /// </summary>
    /// <remarks>
    /// Each factor is a Bernoulli trial of probability 1 − p, divided by 1 − p in the element type, as in PyTorch's
    /// <c>F.dropout</c>. As there, p = 0 (all ones) and p = 1 (all zeros) draw nothing.
    /// </remarks>
    /// <typeparam name="T">The element type.</typeparam>
    /// <param name="destination">The span to fill.</param>
    /// <param name="p">The probability of a zero.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="p"/> is not in [0, 1].</exception>
    public void FillDropoutMask<T>(Span<T> destination, double p)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        CheckProbability("Dropout", p);
        switch (p)
        {
            case 0.0:
                destination.Fill(T.One);
                break;
            case 1.0:
                destination.Clear();
                break;
            default:
                FillTrials(destination, 1.0 - p, T.One / T.CreateTruncating(1.0 - p));
                break;
        }
    }

    void FillTrials<T>(Span<T> destination, double p, T success)
        where T : unmanaged, INumberBase<T>
    {
        // u < p is decided on the 53 bits of u, and the borrow of the subtraction is the index of the result. A branch
        // would be unpredictable, and its mispredictions would cost more than all the rest.
        ulong bound = (ulong)Math.Ceiling(p * (DoubleMask + 1));
        ReadOnlySpan<T> outcomes = [T.Zero, success];
        Span<uint> words = stackalloc uint[2 * TrialsAtOnce];
        lock (_gate)
        {
            while (!destination.IsEmpty)
            {
                int count = Math.Min(destination.Length, TrialsAtOnce);
                _twister.Fill(words[..(2 * count)]);
                for (int i = 0; i < count; i++)
                {
                    ulong word = ((ulong)words[2 * i] << 32) | words[2 * i + 1];
                    destination[i] = outcomes[(int)(((word & DoubleMask) - bound) >> 63)];
                }

                destination = destination[count..];
            }
        }
    }

    static void CheckProbability(string op, double p)
    {
        if (!(p is >= 0.0 and <= 1.0))
            throw new ArgumentOutOfRangeException(nameof(p), $"{op}: the probability is {p}. Pass one in [0, 1].");
    }

    static void CheckLength(int elements, int probabilities)
    {
        if (elements != probabilities)
        {
            throw new ArgumentException(
                $"Bernoulli: {probabilities} probabilities for {elements} elements. Pass one for each element.");
        }
    }
}
