namespace Autograd;

/// <summary>A sequence that may know how many elements it has, as Python's <c>__length_hint__</c>.</summary>
internal interface ILengthHint
{
    /// <summary>The number of elements; null if it is not known before the end.</summary>
    long? Length { get; }
}
