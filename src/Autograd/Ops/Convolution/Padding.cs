using System.Runtime.CompilerServices;

namespace Autograd;

/// <summary>
/// The padding of a convolution: a number for all spatial dimensions or one for each, <see cref="Same"/> or
/// <see cref="Valid"/>.
/// </summary>
/// <remarks>A number, a tuple of two or three, an <c>int[]</c> and a collection expression convert to a padding.</remarks>
[CollectionBuilder(typeof(Padding), nameof(Create))]
public sealed class Padding : IEnumerable<int>
{
    private readonly int[] _numbers;
    private readonly string? _name;

    private Padding(int[] numbers, string? name = null) => (_numbers, _name) = (numbers, name);

    /// <summary>
    /// As much padding as gives the output the size of the input, for stride 1; an odd number has one more behind than
    /// before.
    /// </summary>
    public static Padding Same { get; } = new([0], "same");

    /// <summary>No padding.</summary>
    public static Padding Valid { get; } = new([0], "valid");

    /// <summary>The numbers; of <see cref="Same"/> and <see cref="Valid"/> a zero.</summary>
    internal ReadOnlySpan<int> Numbers => _numbers;

    /// <summary>True if this is <see cref="Same"/> or <see cref="Valid"/>.</summary>
    internal bool IsNamed => _name is not null;

    /// <summary>Returns a padding of these numbers, one for all spatial dimensions or one for each.</summary>
    public static Padding Create(params ReadOnlySpan<int> numbers) => new(numbers.ToArray());

    /// <summary>The same padding on both sides of every spatial dimension.</summary>
    public static implicit operator Padding(int number) => Create(number);

    /// <summary>A padding for each spatial dimension.</summary>
    public static implicit operator Padding((int, int) numbers) => Create(numbers.Item1, numbers.Item2);

    /// <inheritdoc cref="op_Implicit(ValueTuple{int, int})"/>
    public static implicit operator Padding((int, int, int) numbers) => Create(numbers.Item1, numbers.Item2, numbers.Item3);

    /// <inheritdoc cref="op_Implicit(ValueTuple{int, int})"/>
    public static implicit operator Padding(int[] numbers) => Create(NotNull(numbers));

    /// <summary>Formats the padding as in error messages: <c>(1, 0)</c>, <c>same</c>.</summary>
    public override string ToString() => _name ?? Shape.Format<int>(_numbers);

    /// <inheritdoc/>
    IEnumerator<int> IEnumerable<int>.GetEnumerator() => ((IEnumerable<int>)_numbers).GetEnumerator();

    System.Collections.IEnumerator System.Collections.IEnumerable.GetEnumerator() => _numbers.GetEnumerator();
}
