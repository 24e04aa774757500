using Autograd.NN;
using BenchmarkDotNet.Attributes;

namespace Autograd.Benchmarks;

/// <summary>One step over one parameter of n numbers, against the loop that a reader would write.</summary>
[MemoryDiagnoser]
public class OptimizerBenchmarks
{
    private float[] _parameter = [];
    private float[] _gradient = [];
    private float[] _mean = [];
    private float[] _square = [];
    private int _step;
    private Adam _adam = null!;
    private SGD _sgd = null!;

    [Params(3, 1_000, 1_000_000)]
    public int Length { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        var random = new Generator(1);
        (_parameter, _gradient) = (new float[Length], new float[Length]);
        (_mean, _square) = (new float[Length], new float[Length]);
        random.FillNormal(_parameter);
        random.FillNormal(_gradient);
        _adam = new Adam([WithGradient()]);
        _sgd = new SGD([WithGradient()], lr: 1e-3);

        Tensor WithGradient()
        {
            var parameter = Parameter.From(Tensor.From(_parameter));
            parameter.Grad = Tensor.From(_gradient);
            return parameter;
        }
    }

    [Benchmark(Baseline = true)]
    public void SgdLoop()
    {
        for (var i = 0; i < _parameter.Length; i++) _parameter[i] -= 1e-3f * _gradient[i];
    }

    [Benchmark]
    public void Sgd() => _sgd.Step();

    [Benchmark]
    public void AdamLoop()
    {
        _step++;
        var correction1 = 1 - MathF.Pow(0.9f, _step);
        var correction2 = MathF.Sqrt(1 - MathF.Pow(0.999f, _step));
        for (var i = 0; i < _parameter.Length; i++)
        {
            var g = _gradient[i];
            _mean[i] = 0.9f * _mean[i] + 0.1f * g;
            _square[i] = 0.999f * _square[i] + 0.001f * g * g;
            _parameter[i] -= 1e-3f / correction1 * _mean[i] / (MathF.Sqrt(_square[i]) / correction2 + 1e-8f);
        }
    }

    [Benchmark]
    public void Adam() => _adam.Step();
}
