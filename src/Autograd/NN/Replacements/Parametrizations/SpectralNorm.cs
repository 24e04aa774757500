namespace Autograd.NN;

/// <summary>W/σ, where σ ≈ uᵀ·W·v is the largest singular value of the matrix W.</summary>
internal sealed class SpectralNorm : UnaryModule, IRightInverse
{
    private readonly int _iterations;
    private readonly int _dim;
    private readonly double _eps;
    private readonly Tensor? _u;
    private readonly Tensor? _v;

    public SpectralNorm(Tensor weight, int iterations, int dim, double eps)
    {
        (_iterations, _dim, _eps) = (iterations, dim < 0 ? dim + weight.NDim : dim, eps);
        if (weight.NDim < 2) return;
        var matrix = Matrix(weight);
        if (matrix.Numel == 0) throw new ArgumentException($"SpectralNorm: a weight of shape {weight.Shape} has no elements");
        _u = Normalize(Init.Normal(Tensor.Zeros([matrix.Size(0)], weight.DType)));
        _v = Normalize(Init.Normal(Tensor.Zeros([matrix.Size(1)], weight.DType)));
        Iterate(matrix, 15);
    }

    public override Tensor Forward(Tensor x)
    {
        if (_u is null) return Normalize(x);
        var matrix = Matrix(x);
        if (IsTraining) Iterate(matrix.Detach(), _iterations);

        // Copies, since the graph must not see the next iteration.
        var (u, v) = (_u.Clone(), _v!.Clone());
        return x / (u * matrix.MatMul(v)).Sum();
    }

    public Tensor RightInverse(Tensor value) => value;

    private protected override void ListOwnMembers(List<Member> members)
    {
        if (_u is null) return;
        members.Add(new Member("_u", MemberKind.Buffer, _u));
        members.Add(new Member("_v", MemberKind.Buffer, _v!));
    }

    private void Iterate(Tensor matrix, int iterations)
    {
        using var _ = GradMode.NoGrad();
        for (var i = 0; i < iterations; i++)
        {
            _u!.CopyInPlace(Normalize(matrix.MatMul(_v!)));
            _v!.CopyInPlace(Normalize(matrix.Transpose(0, 1).MatMul(_u)));
        }
    }

    private Tensor Matrix(Tensor weight) =>
        (_dim == 0 ? weight : Front(weight)).Reshape(weight.Size(_dim), weight.Numel / Math.Max(weight.Size(_dim), 1));

    /// <summary>The weight with the dimension of the rows first, and the others in their order.</summary>
    private Tensor Front(Tensor weight) =>
        weight.Permute([_dim, .. Enumerable.Range(0, weight.NDim).Where(d => d != _dim)]);

    private Tensor Normalize(Tensor x)
    {
        var length = (x * x).Sum().Sqrt();
        return x / length.Clamp(min: (Scalar)_eps);
    }

    private protected override string PrintedName => "_SpectralNorm";
}
