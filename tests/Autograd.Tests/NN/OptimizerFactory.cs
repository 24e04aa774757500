using System.Text.Json;
using Autograd.NN;

namespace Autograd.Tests.NN;

/// <summary>Makes an optimizer of the options that a fixture has, under PyTorch's names.</summary>
internal static class OptimizerFactory
{
    public static Optimizer Make(string name, JsonElement o, Tensor[] p)
    {
        var betas = o.Pair("betas");
        var maximize = o.Flag("maximize");
        return name switch
        {
            "SGD" => new SGD(
                p, o.Number("lr", 0), o.Number("momentum", 0), o.Number("dampening", 0), o.Number("weight_decay", 0), o.Flag("nesterov"), maximize),
            "Adam" => new Adam(
                p, o.Number("lr", 1e-3), betas, o.Number("eps", 1e-8), o.Number("weight_decay", 0), o.Flag("amsgrad"), maximize),
            "AdamW" => new AdamW(
                p, o.Number("lr", 1e-3), betas, o.Number("eps", 1e-8), o.Number("weight_decay", 1e-2), o.Flag("amsgrad"), maximize),
            "Adamax" => new Adamax(p, o.Number("lr", 2e-3), betas, o.Number("eps", 1e-8), o.Number("weight_decay", 0), maximize),
            "NAdam" => new NAdam(
                p, o.Number("lr", 2e-3), betas, o.Number("eps", 1e-8), o.Number("weight_decay", 0), o.Number("momentum_decay", 4e-3),
                o.Flag("decoupled_weight_decay"), maximize),
            "RAdam" => new RAdam(
                p, o.Number("lr", 1e-3), betas, o.Number("eps", 1e-8), o.Number("weight_decay", 0), o.Flag("decoupled_weight_decay"), maximize),
            "RMSprop" => new RMSprop(
                p, o.Number("lr", 1e-2), o.Number("alpha", 0.99), o.Number("eps", 1e-8), o.Number("weight_decay", 0), o.Number("momentum", 0),
                o.Flag("centered"), maximize),
            "Adagrad" => new Adagrad(
                p, o.Number("lr", 1e-2), o.Number("lr_decay", 0), o.Number("weight_decay", 0), o.Number("initial_accumulator_value", 0),
                o.Number("eps", 1e-10), maximize),
            "Adadelta" => new Adadelta(
                p, o.Number("lr", 1), o.Number("rho", 0.9), o.Number("eps", 1e-6), o.Number("weight_decay", 0), maximize),
            "ASGD" => new ASGD(
                p, o.Number("lr", 1e-2), o.Number("lambd", 1e-4), o.Number("alpha", 0.75), o.Number("t0", 1e6), o.Number("weight_decay", 0),
                maximize),
            "Rprop" => new Rprop(p, o.Number("lr", 1e-2), o.Pair("etas"), o.Pair("step_sizes"), maximize),
            "Adafactor" => new Adafactor(
                p, o.Number("lr", 1e-2), o.Number("beta2_decay", -0.8), o.Pair("eps"), o.Number("d", 1), o.Number("weight_decay", 0), maximize),
            _ => throw new ArgumentOutOfRangeException(nameof(name), name),
        };
    }

    private static (double, double)? Pair(this JsonElement options, string name) =>
        options.TryGetProperty(name, out var pair) ? (pair[0].GetDouble(), pair[1].GetDouble()) : null;
}
