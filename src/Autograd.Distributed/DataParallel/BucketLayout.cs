namespace Autograd.Distributed;

/// <summary>
/// Distributes parameters over buckets, as PyTorch's <c>compute_bucket_assignment_by_size</c>: in order, one element
/// type and one owner a bucket, up to a number of bytes, of which the first bucket gets less, so that the first
/// reduction begins early.
/// </summary>
internal static class BucketLayout
{
    /// <summary>The limit of the first bucket, 1 MB.</summary>
    public const long FirstBucketBytes = 1 << 20;

    /// <summary>Makes the buckets.</summary>
    /// <param name="parameters">The parameters in the order in which their gradients are expected.</param>
    /// <param name="capBytes">The limit of all buckets but the first.</param>
    /// <param name="ownerOf">The rank that alone needs a parameter's gradient; null if all ranks do.</param>
    public static List<GradientBucket> Make(IEnumerable<Tensor> parameters, long capBytes, Func<Tensor, int>? ownerOf = null)
    {
        var buckets = new List<GradientBucket>();
        var open = new Dictionary<(DType, int?), (List<Tensor> Parameters, long Bytes)>();
        var limit = Math.Min(FirstBucketBytes, capBytes);
        foreach (var parameter in parameters)
        {
            var owner = ownerOf?.Invoke(parameter);
            var key = (parameter.DType, owner);
            var (members, bytes) = open.GetValueOrDefault(key, ([], 0));
            members.Add(parameter);
            bytes += (long)GradientBucket.Aligned(parameter.Numel) * parameter.DType.ItemSize();
            if (bytes < limit)
            {
                open[key] = (members, bytes);
                continue;
            }

            buckets.Add(new GradientBucket(members, owner));
            open.Remove(key);
            limit = capBytes;
        }

        foreach (var ((_, owner), (members, _)) in open) buckets.Add(new GradientBucket(members, owner));
        return buckets;
    }
}
