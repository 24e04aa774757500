using System.Diagnostics;
using Autograd.Compare;
using Autograd.NN;

namespace Autograd.Growth;

/// <summary>Measures training steps: forward, backward, and Adam.</summary>
internal static class Measurement
{
    private const int FewestSamples = 9;

    /// <summary>The shortest sample, in seconds; it contains as many steps as it takes.</summary>
    private const double SampleSeconds = 0.01;

    /// <summary>Trains until the code is compiled, then for some seconds, in samples.</summary>
    /// <remarks>
    /// What must live is what tensors of 16 KB and more hold between the forward and the backward pass, when the
    /// collector has found all others, and the gradients, which are not there yet. The peak counts the same tensors,
    /// those that are dead but not yet found, and the buffers that wait to be used again.
    /// </remarks>
    public static Point Measure(double value, Workload workload, double seconds)
    {
        var optimizer = new Adam(workload.Parameters);
        BufferPool.Peak = 0;
        for (var i = 0; i < 3; i++) Step();

        var samples = Sampling.Take(Step, seconds, seconds, SampleSeconds, FewestSamples).ConvertAll(sample => sample * 1e3);
        samples.Sort();
        var peak = BufferPool.Peak;
        using var process = Process.GetCurrentProcess();
        var parameters = workload.Parameters.Sum(parameter => parameter.Numel);
        return new(value, parameters, samples[samples.Count / 2], samples[0], peak, Live(workload), process.PeakWorkingSet64, workload.Flops);

        object Step()
        {
            optimizer.ZeroGrad();
            workload.Loss().Backward();
            optimizer.Step();
            return optimizer;
        }
    }

    private static long Live(Workload workload)
    {
        foreach (var parameter in workload.Parameters) parameter.Grad = null;
        var loss = workload.Loss();
        BufferPool.CollectNow(2);
        var forward = BufferPool.Bytes.Rented;
        GC.KeepAlive(loss);
        return forward + workload.Parameters.Sum(parameter => BufferPool.IsPooled(4L * parameter.Numel) ? 4L * parameter.Numel : 0);
    }
}
