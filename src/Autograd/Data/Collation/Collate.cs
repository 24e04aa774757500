using System.Diagnostics.CodeAnalysis;
using Autograd.NN;

namespace Autograd.Data;

/// <summary>
/// What makes a batch of samples: functions to give to a loader as <c>collateFn</c>, or to call in one of one's own.
/// </summary>
public static class Collate
{
    /// <summary>The members of samples and batches that trimming must keep.</summary>
    internal const DynamicallyAccessedMemberTypes Kept =
        DynamicallyAccessedMemberTypes.PublicConstructors | DynamicallyAccessedMemberTypes.PublicProperties | DynamicallyAccessedMemberTypes.PublicFields;

    /// <summary>The batch that a loader makes without a <c>collateFn</c>; <c>torch.utils.data.default_collate</c>.</summary>
    /// <remarks>
    /// <para>How parts of a sample become parts of a batch:</para>
    /// <list type="table">
    /// <item><term><see cref="Tensor"/></term><description>stacked to one tensor with a new dimension 0</description></item>
    /// <item><term>numbers and <see cref="bool"/></term><description>a <see cref="Tensor"/> of the type that holds them: Int64 for <c>long</c>, Int32 for <c>int</c></description></item>
    /// <item><term>arrays of numbers, of any rank</term><description>stacked to one <see cref="Tensor"/></description></item>
    /// <item><term><see cref="string"/></term><description><c>string[]</c> or <c>List&lt;string&gt;</c></description></item>
    /// <item><term>tuples</term><description>a tuple, part by part</description></item>
    /// <item><term>arrays and lists</term><description>an array or list of as many parts, part by part</description></item>
    /// <item><term>dictionaries</term><description>a dictionary with the same keys</description></item>
    /// <item><term>records and other classes</term><description>one with a public constructor whose parameters are named as the sample's properties</description></item>
    /// </list>
    /// <para>
    /// The types are known when the loader is made, and what does not fit is refused there. Tuples and records are made
    /// by reflection. In a program that is trimmed, the members of the two type arguments are kept; for the types of
    /// their parts the program must keep the constructors and properties itself, or pass a <c>collateFn</c>.
    /// </para>
    /// </remarks>
    /// <param name="samples">At least one.</param>
    /// <exception cref="ArgumentException">
    /// There is no sample, one is null, they differ in shape, length or keys, or there is no default for the types.
    /// </exception>
    public static TBatch Default<[DynamicallyAccessedMembers(Kept)] T, [DynamicallyAccessedMembers(Kept)] TBatch>(IReadOnlyList<T> samples)
    {
        ArgumentNullException.ThrowIfNull(samples);
        return DefaultCollate<T, TBatch>.Get()(samples);
    }

    /// <summary>
    /// Stacks sequences of different lengths, and fills up the shorter ones;
    /// <c>torch.nn.utils.rnn.pad_sequence</c> as a collation.
    /// </summary>
    /// <param name="samples">Tensors of shapes (Lᵢ, …), alike but for their lengths.</param>
    /// <param name="batchFirst">True if the batch dimension is to precede the time.</param>
    /// <param name="paddingValue">What stands behind the end of a sequence.</param>
    /// <returns>(batch, T, …), or (T, batch, …), and the lengths Lᵢ, Int64.</returns>
    /// <exception cref="ArgumentException">There is no sequence, or they differ in more than their lengths.</exception>
    public static (Tensor Padded, Tensor Lengths) PadSequence(IReadOnlyList<Tensor> samples, bool batchFirst = true, double paddingValue = 0)
    {
        ArgumentNullException.ThrowIfNull(samples);
        var padded = Utils.PadSequence(samples, batchFirst, paddingValue);
        var lengths = new long[samples.Count];
        for (var i = 0; i < lengths.Length; i++) lengths[i] = samples[i].Size(0);
        return (padded, Tensor.From(lengths));
    }

    /// <summary>
    /// Stacks sequences of different lengths with a label each, and fills up the shorter ones.
    /// </summary>
    /// <param name="samples">Tensors of shapes (Lᵢ, …), alike but for their lengths, with their labels.</param>
    /// <param name="batchFirst">True if the batch dimension is to precede the time.</param>
    /// <param name="paddingValue">What stands behind the end of a sequence.</param>
    /// <returns>(batch, T, …), or (T, batch, …), the lengths Lᵢ, Int64, and the labels, collated as a loader does.</returns>
    /// <exception cref="ArgumentException">There is no sequence, or they differ in more than their lengths.</exception>
    public static (Tensor Padded, Tensor Lengths, Tensor Labels) PadSequence<[DynamicallyAccessedMembers(Kept)] TLabel>(
        IReadOnlyList<(Tensor Sequence, TLabel Label)> samples, bool batchFirst = true, double paddingValue = 0)
    {
        ArgumentNullException.ThrowIfNull(samples);
        var (padded, lengths) = PadSequence([.. samples.Select(sample => sample.Sequence)], batchFirst, paddingValue);
        return (padded, lengths, Default<TLabel, Tensor>([.. samples.Select(sample => sample.Label)]));
    }
}
