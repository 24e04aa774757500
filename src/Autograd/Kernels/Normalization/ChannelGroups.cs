namespace Autograd.Kernels;

/// <summary>
/// How the elements of a contiguous (N, C, S) form the groups that are normalized: each channel over all samples, or
/// some channels of one sample. A group consists of segments, the S elements of one channel of one sample.
/// </summary>
/// <param name="Samples">N.</param>
/// <param name="Channels">C.</param>
/// <param name="Length">S.</param>
/// <param name="PerGroup">The channels of a group, 1 or more; 1 if groups reach across samples.</param>
/// <param name="IsAcrossSamples">True if a group is one channel of all samples.</param>
internal readonly record struct ChannelGroups(int Samples, int Channels, int Length, int PerGroup, bool IsAcrossSamples)
{
    public int Count => IsAcrossSamples ? Channels : Samples * (Channels / PerGroup);

    /// <summary>The number of segments of a group.</summary>
    public int Segments => IsAcrossSamples ? Samples : PerGroup;

    /// <summary>The number of elements of a group.</summary>
    public int Elements => Segments * Length;

    /// <summary>The distance of a group's segments, in segments.</summary>
    public int Step => IsAcrossSamples ? Channels : 1;

    /// <summary>The first segment of a group; segment n·C + c is channel c of sample n.</summary>
    public int FirstSegment(int group) => group * PerGroup;
}
