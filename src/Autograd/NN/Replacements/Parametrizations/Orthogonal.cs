namespace Autograd.NN;

/// <summary>A matrix with orthonormal columns, or rows if it has fewer, made of any matrix.</summary>
internal sealed class Orthogonal(OrthogonalMap map, bool useTrivialization) : UnaryModule, IRightInverse
{
    private Tensor? _base;

    public override Tensor Forward(Tensor x)
    {
        var isWide = x.Size(-2) < x.Size(-1);
        if (isWide) x = x.Transpose(-2, -1);
        var q = map == OrthogonalMap.Householder ? Reflections.Product(x) : OfSkewSymmetric(x);
        if (_base is not null) q = _base.MatMul(q);
        return isWide ? q.Transpose(-2, -1) : q;
    }

    public Tensor RightInverse(Tensor value)
    {
        var isWide = value.Size(-2) < value.Size(-1);
        var q = isWide ? value.Transpose(-2, -1) : value;
        if (!useTrivialization)
        {
            var reflections = Reflections.Of(q);
            return isWide ? reflections.Transpose(-2, -1) : reflections;
        }

        var (n, k) = (q.Size(-2), q.Size(-1));
        if (n != k)
        {
            // The missing columns are any that are orthogonal to those here.
            var shape = q.Shape.Sizes.ToArray();
            shape[^1] = n - k;
            q = Tensor.Cat([q, Tensor.RandN(shape, q.DType)], dim: -1);
        }

        _base = n == k && IsOrthogonal(q) ? q.Clone() : Reflections.Orthonormal(q);
        var inverse = Tensor.ZerosLike(value);
        inverse.Diagonal(0, -2, -1).CopyInPlace(Tensor.From(-1f));
        return inverse;
    }

    private protected override void ListOwnMembers(List<Member> members)
    {
        if (_base is not null) members.Add(new Member("base", MemberKind.Buffer, _base));
    }

    private Tensor OfSkewSymmetric(Tensor x)
    {
        var (n, k) = (x.Size(-2), x.Size(-1));
        x = x.Tril();
        if (n != k)
        {
            var shape = x.Shape.Sizes.ToArray();
            shape[^1] = n - k;
            x = Tensor.Cat([x, Tensor.Zeros(shape, x.DType)], dim: -1);
        }

        var a = x - x.Transpose(-2, -1);
        Tensor q;
        if (map == OrthogonalMap.MatrixExp)
        {
            q = Linalg.MatrixExp(a);
        }
        else
        {
            var identity = Tensor.Eye(n, dtype: x.DType);
            q = Linalg.Solve(identity - a * 0.5, identity + a * 0.5);
        }

        return n == k ? q : q.Narrow(-1, 0, k);
    }

    private static bool IsOrthogonal(Tensor q)
    {
        var eps = 10 * q.Size(-1) * (q.DType == DType.Float64 ? Math.Pow(2, -52) : Math.Pow(2, -23));
        var difference = q.Transpose(-2, -1).MatMul(q) - Tensor.Eye(q.Size(-1), dtype: q.DType);
        return difference.Numel == 0 || difference.Abs().Max().Item<double>() <= eps;
    }

    private protected override string PrintedName => "_Orthogonal";
}
