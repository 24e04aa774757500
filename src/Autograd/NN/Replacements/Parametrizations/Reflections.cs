namespace Autograd.NN;

/// <summary>
/// Products of Householder's reflections I − τ·v·vᵀ, whose vectors are the columns of a matrix below its diagonal, with
/// a 1 on it.
/// </summary>
internal static class Reflections
{
    /// <summary>
    /// The first columns of the product of the reflections, each with the sign that is on the matrix's diagonal.
    /// </summary>
    public static Tensor Product(Tensor x)
    {
        var (n, k) = (x.Size(-2), x.Size(-1));
        var below = x.Tril(-1);
        var vectors = below + Tensor.Eye(n, k, x.DType);
        var taus = 2 / (1 + (below * below).Sum([-2], keepDim: true));
        var q = Tensor.Eye(n, k, x.DType);
        for (var j = k - 1; j >= 0; j--)
        {
            var v = vectors.Narrow(-1, j, 1);
            q = q - taus.Narrow(-1, j, 1) * v.MatMul(v.Transpose(-2, -1).MatMul(q));
        }

        // The signs are no variables: no gradient goes to the diagonal.
        return q * x.Detach().Diagonal(0, -2, -1).To(DType.Int32).Unsqueeze(-2);
    }

    /// <summary>A matrix of which <see cref="Product"/> makes this one, whose columns are orthonormal.</summary>
    public static Tensor Of(Tensor q)
    {
        if (q.NDim == 2) return OfMatrix(q);
        var (n, k) = (q.Size(-2), q.Size(-1));
        var batch = q.Reshape(q.Numel / Math.Max(n * k, 1), n, k);
        var parts = Enumerable.Range(0, batch.Size(0)).Select(i => OfMatrix(batch[i])).ToArray();
        return Tensor.Stack(parts).Reshape(q.Shape);
    }

    /// <summary>The orthonormal columns nearest to those of a matrix in the sense of Gram and Schmidt.</summary>
    public static Tensor Orthonormal(Tensor a)
    {
        var (q, r) = Linalg.Qr(a);
        return q * r.Diagonal(0, -2, -1).Sign().Unsqueeze(-2);
    }

    private static Tensor OfMatrix(Tensor q)
    {
        var (n, k) = (q.Size(0), q.Size(1));
        var a = q.Double().Clone();
        for (var j = 0; j < k; j++)
        {
            var alpha = a[j, j].Item<double>();
            var rest = j + 1 < n ? a[(j + 1).., j].Clone() : null;
            var length = rest is null ? 0 : (rest * rest).Sum().Sqrt().Item<double>();
            if (length == 0)
            {
                // No reflection: Product makes one of −1, which the sign takes back.
                a[j, j] = alpha >= 0 ? -1.0 : 1.0;
                continue;
            }

            var beta = -Math.CopySign(Math.Sqrt(alpha * alpha + length * length), alpha);
            var v = rest! / (alpha - beta);
            if (j + 1 < k)
            {
                var vector = Tensor.Cat([Tensor.Ones([1], DType.Float64), v]).Unsqueeze(1);
                var right = a[j.., (j + 1)..].Clone();
                a[j.., (j + 1)..] = right - (beta - alpha) / beta * vector.MatMul(vector.Transpose(0, 1).MatMul(right));
            }

            a[(j + 1).., j] = v;
            a[j, j] = Math.Sign(beta);
        }

        return a.To(q.DType);
    }
}
