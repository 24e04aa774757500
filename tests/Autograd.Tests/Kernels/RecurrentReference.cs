namespace Autograd.Tests.Kernels;

/// <summary>Recurrent layers as their formulas read, one number at a time.</summary>
internal static class RecurrentReference
{
    /// <summary>The states of all steps, of x, h0, c0, the weights and the biases.</summary>
    public static double[] Lstm(Tensor[] inputs, int hidden, int batch)
    {
        var c = inputs[2].ToArray<double>();
        return Run(inputs, hidden, batch, (x, h, at, _) =>
        {
            var (i, f) = (Sigmoid(x[0] + h[0]), Sigmoid(x[1] + h[1]));
            c[at] = f * c[at] + i * Math.Tanh(x[2] + h[2]);
            return Sigmoid(x[3] + h[3]) * Math.Tanh(c[at]);
        });
    }

    /// <summary>As <see cref="Lstm"/>; c0 is not read.</summary>
    public static double[] Gru(Tensor[] inputs, int hidden, int batch) => Run(inputs, hidden, batch, (x, h, _, before) =>
    {
        var (r, z) = (Sigmoid(x[0] + h[0]), Sigmoid(x[1] + h[1]));
        return (1 - z) * Math.Tanh(x[2] + r * h[2]) + z * before;
    });

    private static double[] Run(Tensor[] inputs, int hidden, int batch, Func<double[], double[], int, double, double> gates)
    {
        var values = Array.ConvertAll(inputs, x => x.ToArray<double>());
        var (x, h, steps, features) = (values[0], values[1], inputs[0].Size(0), inputs[0].Size(2));
        var count = inputs[3].Size(0) / hidden;
        var y = new double[steps * batch * hidden];
        for (var t = 0; t < steps; t++)
        {
            var next = new double[h.Length];
            for (var b = 0; b < batch; b++)
            {
                for (var j = 0; j < hidden; j++)
                {
                    var (ofInput, ofHidden) = (new double[count], new double[count]);
                    for (var gate = 0; gate < count; gate++)
                    {
                        var row = gate * hidden + j;
                        (ofInput[gate], ofHidden[gate]) = (values[5][row], values[6][row]);
                        for (var p = 0; p < features; p++) ofInput[gate] += x[(t * batch + b) * features + p] * values[3][row * features + p];
                        for (var p = 0; p < hidden; p++) ofHidden[gate] += h[b * hidden + p] * values[4][row * hidden + p];
                    }

                    var at = b * hidden + j;
                    next[at] = gates(ofInput, ofHidden, at, h[at]);
                }
            }

            h = next;
            h.CopyTo(y, t * h.Length);
        }

        return y;
    }

    private static double Sigmoid(double x) => 1 / (1 + Math.Exp(-x));
}
