namespace Autograd;

public sealed partial class Tensor
{
    /// <summary>
    /// Computes the backward pass of an LSTM in operations that can be differentiated again. The saved values of the
    /// forward pass are not recorded, so it is computed again, in operations too.
    /// </summary>
    private static LstmSumGradients LstmBackwardInOps(
        Kernels.RecurrentSizes sizes, bool reverse, in LstmInputs w, Tensor grad, Tensor cellGrad)
    {
        var (steps, batch, inputs, hidden, outputs) = sizes;
        var fromInput = RowsOf(w.X, sizes.Rows, inputs).MatMulUncast(w.WeightIh.T);
        if (w.HasBias) fromInput = fromInput + w.BiasIh! + w.BiasHh!;
        fromInput = fromInput.Reshape(steps, batch, 4 * hidden);

        var passed = new LstmStep[steps];
        var (h, c) = (RowsOf(w.H0, batch, outputs), RowsOf(w.C0, batch, hidden));
        for (var s = 0; s < steps; s++)
        {
            var a = (fromInput[reverse ? steps - 1 - s : s] + h.MatMulUncast(w.WeightHh.T)).Chunk(4, 1);
            var (i, f, g, o) = (a[0].Sigmoid(), a[1].Sigmoid(), a[2].Tanh(), a[3].Sigmoid());
            var before = c;
            c = f * c + i * g;
            passed[s] = new LstmStep(i, f, g, o, before, c.Tanh());
            h = o * passed[s].Tanh;
            if (w.WeightHr is not null) h = h.MatMulUncast(w.WeightHr.T);
        }

        grad = grad.Reshape(steps, batch, outputs);
        var (sums, projected, unprojected) = (new Tensor[steps], new Tensor[steps], new Tensor[steps]);
        var dc = RowsOf(cellGrad, batch, hidden);
        var dh = Zeros(Shape.Create(batch, outputs), grad._dtype);
        for (var s = steps - 1; s >= 0; s--)
        {
            var t = reverse ? steps - 1 - s : s;
            var (i, f, g, o, before, tanh) = passed[s];
            projected[t] = dh + grad[t];
            unprojected[t] = o * tanh;
            var d = w.WeightHr is null ? projected[t] : projected[t].MatMulUncast(w.WeightHr);
            dc = dc + d * o * (1 - tanh * tanh);
            sums[t] = Cat([dc * g * i * (1 - i), dc * before * f * (1 - f), dc * i * (1 - g * g), d * tanh * o * (1 - o)], 1);
            dc = dc * f;
            dh = sums[t].MatMulUncast(w.WeightHh);
        }

        var rows = Cat(sums);
        return new LstmSumGradients(
            rows, dh, dc, rows.Sum(0), w.WeightHr is null ? null : Cat(projected), w.WeightHr is null ? null : Cat(unprojected));
    }

    /// <summary>The gates of one step, the cell state before it, and tanh of the one after it.</summary>
    private readonly record struct LstmStep(Tensor I, Tensor F, Tensor G, Tensor O, Tensor Before, Tensor Tanh);
}
