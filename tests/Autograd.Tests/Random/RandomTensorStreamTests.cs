using System.Text.Json;

namespace Autograd.Tests;

/// <summary>What is drawn for tensors, in whatever order they lie in memory, against PyTorch's, compared bit for bit.</summary>
public class RandomTensorStreamTests
{
    private static IEnumerable<TestCaseData> Streams => StreamFixture.StreamsOf("random_tensors");

    [TestCaseSource(nameof(Streams))]
    public void Stream_equals_PyTorchs(JsonElement stream)
    {
        var generator = new Generator(stream.GetProperty("seed").GetInt64());
        var number = 0;
        foreach (var step in StreamFixture.Steps(stream))
        {
            var drawn = Draw(generator, step);
            Assert.That(StreamFixture.Encode(drawn, step.Result), Is.EqualTo(step.Result), $"step {number++}: {step.Op} {step.Count} {step.Args}");
        }
    }

    private static Tensor Draw(Generator g, StreamStep step)
    {
        var colon = step.Op.IndexOf(':');
        var n = step.Count;
        var dtype = TypeOf(step.Op[(colon + 1)..]);
        var p = Probabilities(n).To(dtype);
        var transposed = Tensor.Zeros([3, n], dtype).T;
        var stepped = Tensor.Zeros([n, 2], dtype)[.., 0];
        return step.Op[..colon] switch
        {
            "poisson" => Tensor.Poisson((Probabilities(n) * step.Number(0)).To(dtype), g),
            "multinomial" => Tensor.Multinomial(Probabilities((int)step.Integer(0)).To(dtype), n, step.Integer(1) == 1, g),
            "multinomialRows" => Tensor.Multinomial(
                (Probabilities(3 * (int)step.Integer(0)) * 7).Floor().To(dtype).Reshape(3, -1), n, step.Integer(1) == 1, g),
            "normalEach" => Tensor.Normal(p * 3, p.Flip(0), g),
            "normalEachBroadcast" => Tensor.Normal(p.Unsqueeze(1), p.Flip(0), g),
            "normalMean" => Tensor.Normal(p, step.Number(0), g),
            "normalStd" => Tensor.Normal(step.Number(0), p, g),
            "randLike" => Tensor.RandLike(transposed, generator: g),
            "randnLike" => Tensor.RandNLike(transposed, generator: g),
            "randintLike" => Tensor.RandIntLike(transposed, step.Integer(0), step.Integer(1), generator: g),
            "randint" => Tensor.RandInt(step.Integer(0), step.Integer(1), [n], dtype, g),
            "randperm" => Tensor.RandPerm(n, dtype, g),
            "random" => Tensor.Empty([n], dtype).RandomInPlace(g),
            "randomBetween" => transposed.RandomInPlace(step.Integer(0), step.Integer(1), g),
            "uniform" => transposed.UniformInPlace(step.Number(0), step.Number(1), g),
            "normal" => Tensor.Empty([n], dtype).NormalInPlace(step.Number(0), step.Number(1), g),
            "normalTransposed" => transposed.NormalInPlace(step.Number(0), step.Number(1), g),
            "normalStepped" => stepped.NormalInPlace(step.Number(0), step.Number(1), g),
            "exponential" => transposed.ExponentialInPlace(step.Number(0), g),
            "cauchy" => stepped.CauchyInPlace(step.Number(0), step.Number(1), g),
            "logNormal" => transposed.LogNormalInPlace(step.Number(0), step.Number(1), g),
            "geometric" => transposed.GeometricInPlace(step.Number(0), g),
            "bernoulli" => transposed.BernoulliInPlace(step.Number(0), g),
            "bernoulliEach" => transposed.BernoulliInPlace(Probabilities(n).Unsqueeze(1), g),
            "bernoulliEachSingle" => transposed.BernoulliInPlace(Probabilities(n).Float().Unsqueeze(1), g),
            var op => throw new InvalidOperationException($"The fixture has the operation {op}."),
        };
    }

    private static Tensor Probabilities(int n) => Tensor.From(Enumerable.Range(0, n).Select(i => (i + 0.5) / n).ToArray());

    private static DType TypeOf(string name) => name switch
    {
        "bool" => DType.Bool,
        "u8" => DType.UInt8,
        "i8" => DType.Int8,
        "i16" => DType.Int16,
        "i32" => DType.Int32,
        "i64" => DType.Int64,
        "f32" => DType.Float32,
        _ => DType.Float64,
    };
}
