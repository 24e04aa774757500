namespace Autograd.Tests.Memory.Temporaries;

internal static partial class Subjects
{
    private static IEnumerable<Subject> Creations()
    {
        Subject Make(string name, Func<Tensor> function) => new($"create, {name}", begin =>
        {
            begin();
            return [function()];
        });
        foreach (var dtype in Enum.GetValues<DType>())
        {
            yield return Make($"Full, {dtype}", () => Tensor.Full([3, 4], 1, dtype));
            yield return Make($"Eye, {dtype}", () => Tensor.Eye(3, dtype: dtype));
            yield return Make($"Zeros, {dtype}", () => Tensor.Zeros([3, 4], dtype));
            if (dtype != DType.Bool) yield return Make($"Arange, {dtype}", () => Tensor.Arange(9, dtype));
        }

        yield return Make("Linspace", () => Tensor.Linspace(0, 1, 9, DType.Float64));
        yield return Make("Linspace, Float32", () => Tensor.Linspace(0, 1, 9));
        yield return Make("Logspace", () => Tensor.Logspace(0, 1, 9, dtype: DType.Float64));
        yield return Make("Logspace, Float32", () => Tensor.Logspace(0, 1, 9));
        yield return Make("TrilIndices", () => Tensor.TrilIndices(4, 3));
        yield return Make("TriuIndices", () => Tensor.TriuIndices(4, 3, dtype: DType.Int32));
    }

    private static IEnumerable<Subject> Draws()
    {
        foreach (var dtype in new[] { DType.Float32, DType.Float64 })
        {
            Subject Draw(string name, Func<Tensor, Tensor> function) =>
                new($"draw, {name}, {dtype}", begin => [function(Probabilities(begin).To(dtype))]);
            yield return Draw("Rand", p => Tensor.Rand([20], p.DType));
            yield return Draw("RandN", p => Tensor.RandN([20], p.DType));
            yield return Draw("Normal of numbers", p => Tensor.Normal(1, 2, [20], p.DType));
            yield return Draw("Bernoulli", p => Tensor.Bernoulli(p));
            yield return Draw("Bernoulli of a view", p => Tensor.Bernoulli(p.T));
            yield return Draw("Multinomial", p => Tensor.Multinomial(p, 2));
            yield return Draw("Multinomial of a view", p => Tensor.Multinomial(p.T, 2));
            yield return Draw("BernoulliInPlace of a view", p => Tensor.Zeros([4, 3], p.DType).BernoulliInPlace(p.T));
            yield return Draw("Multinomial with replacement", p => Tensor.Multinomial(p, 5, replacement: true));
            yield return Draw("Normal", p => Tensor.Normal(p * 2, p));
            yield return Draw("Normal of means", p => Tensor.Normal(p * 2, 1.5));
            yield return Draw("Normal of deviations", p => Tensor.Normal(0.5, p * 2));
            yield return Draw("Poisson", p => Tensor.Poisson(p * 20));
            yield return Draw("Poisson of a view", p => Tensor.Poisson(p.T * 20));
            foreach (var turn in new[] { false, true })
            {
                Tensor Target(Tensor p) => turn ? (p * 2)[.., 1..3] : p * 2;
                yield return Draw($"UniformInPlace {turn}", p => Target(p).UniformInPlace());
                yield return Draw($"NormalInPlace {turn}", p => Target(p).NormalInPlace());
                yield return Draw($"ExponentialInPlace {turn}", p => Target(p).ExponentialInPlace());
                yield return Draw($"BernoulliInPlace {turn}", p => Target(p).BernoulliInPlace(0.3));
                yield return Draw($"BernoulliInPlace of tensors {turn}", p => Target(p).BernoulliInPlace(Target(p) / 4));
                yield return Draw($"GeometricInPlace {turn}", p => Target(p).GeometricInPlace(0.3));
            }
        }

        foreach (var dtype in Enum.GetValues<DType>())
        {
            var high = dtype == DType.Bool ? 2 : 9;
            yield return new Subject($"draw, RandInt, {dtype}", begin =>
            {
                begin();
                return [Tensor.RandInt(high, [20], dtype)];
            });
            yield return new Subject($"draw, RandomInPlace, {dtype}", begin => [Operand(dtype, true, begin).RandomInPlace(0, high)]);
        }

        foreach (var (name, draw) in NumPyDraws())
        {
            yield return new Subject($"draw, NumPy's {name}", begin =>
            {
                begin();
                return [draw(new NumPyRandom(1))];
            });
        }
    }

    private static IEnumerable<(string Name, Func<NumPyRandom, Tensor> Draw)> NumPyDraws()
    {
        yield return ("Uniform", random => random.Uniform(0, 1, [20]));
        yield return ("RandN", random => random.RandN([20]));
        yield return ("Normal", random => random.Normal(0, 1, [20]));
        yield return ("RandInt", random => random.RandInt(0, 9, [20]));
        yield return ("Choice", random => random.Choice(9, [5], replace: false));
        yield return ("Choice of weights", random => random.Choice([0.25, 0.75], [20]));
        yield return ("Permutation", random => random.PermutationTensor(9));
        yield return ("Permutation of a tensor", random => random.Permutation(Tensor.Arange(12, DType.Float64).Reshape(4, 3)));
        yield return ("Exponential", random => random.Exponential(2, [20]));
        yield return ("Dirichlet", random => random.Dirichlet([1, 2, 3], [5]));
        yield return ("Multinomial", random => random.Multinomial(9, [0.25, 0.75], [5]));
        yield return ("Gamma", random => random.Gamma(2, 1, [20]));
        yield return ("Poisson", random => random.Poisson(3, [20]));
        yield return ("Shuffle", random =>
        {
            var x = Tensor.Arange(12, DType.Float64).Reshape(4, 3);
            random.Shuffle(x);
            return x;
        }
        );
    }
}
