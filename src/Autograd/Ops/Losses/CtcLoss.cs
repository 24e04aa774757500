using System.Numerics;

namespace Autograd;

public sealed partial class Tensor
{
    /// <summary>Implements <see cref="NN.F.CtcLoss"/>: the losses of the sequences, (N), of (T, N, C).</summary>
    internal static Tensor CtcLoss(Tensor logProbs, CtcTargets targets, bool zeroInfinity)
    {
        if (logProbs._dtype.IsReducedFloatingPoint())
            return CtcLoss(logProbs.To(DType.Float32), targets, zeroInfinity).To(logProbs._dtype);
        var x = logProbs.Contiguous();
        var node = new CtcLossNode(x, targets, zeroInfinity);
        var losses = x._dtype == DType.Float32 ? node.Forward<float>(x) : node.Forward<double>(x);
        if (x.IsRecorded) node.SetHistory(losses);
        return losses;
    }

    /// <summary>
    /// Saves the forward probabilities α, from which one pass backwards in time computes the gradient. If that is to be
    /// differentiated again, it is computed in tensor operations instead.
    /// </summary>
    private sealed class CtcLossNode : Node
    {
        private const double Never = -1e30;

        private readonly CtcTargets _targets;
        private readonly bool _zeroInfinity;
        private readonly double[] _losses;
        private double[][]? _alphas;
        private SavedTensor _logProbs;

        public CtcLossNode(Tensor logProbs, CtcTargets targets, bool zeroInfinity)
        {
            _targets = targets;
            _zeroInfinity = zeroInfinity;
            _losses = new double[targets.Count];
            _alphas = new double[targets.Count][];
            _logProbs = SavedTensor.Of(logProbs, logProbs.IsRecorded);
            Connect(0, logProbs);
        }

        public override string Name => "CtcLossBackward0";

        public Tensor Forward<T>(Tensor logProbs) where T : unmanaged, IFloatingPointIeee754<T>
        {
            var result = Uninitialized<T>(Shape.Create(_targets.Count));
            using var data = logProbs.Read();
            using var resultData = result.Write();
            var (stride, classes) = (logProbs._shape.OfRow.Numel, logProbs._shape.Sizes[2]);
            for (var n = 0; n < _losses.Length; n++)
            {
                var sequence = new Kernels.Ctc(_targets.Of(n), _targets.Steps[n], _targets.Blank);
                _alphas![n] = new double[_targets.Steps[n] * sequence.States];
                _losses[n] = sequence.Forward(data.Span<T>()[(n * classes)..], stride, _alphas[n]);
                var loss = _zeroInfinity && double.IsPositiveInfinity(_losses[n]) ? 0 : _losses[n];
                resultData.Span<T>()[n] = T.CreateTruncating(loss);
            }

            return result;
        }

        internal override void Backward(Tensor grad, InputGradients inputs)
        {
            var logProbs = _logProbs.Unpack(this);
            inputs.Set(0, GradMode.IsEnabled ? DifferentiableGradient(grad, logProbs)
                : logProbs._dtype == DType.Float32 ? Gradient<float>(grad.Contiguous(), logProbs)
                : Gradient<double>(grad.Contiguous(), logProbs));
        }

        internal override void Release()
        {
            _logProbs.Release();
            _alphas = null;
        }

        private Tensor Gradient<T>(Tensor grad, Tensor logProbs) where T : unmanaged, IFloatingPointIeee754<T>
        {
            var result = Zeros(logProbs._shape, logProbs._dtype);
            using var gradData = grad.Read();
            using var data = logProbs.Read();
            using var resultData = result.Write();
            var (stride, classes) = (logProbs._shape.OfRow.Numel, logProbs._shape.Sizes[2]);
            for (var n = 0; n < _losses.Length; n++)
            {
                var dx = resultData.Span<T>()[(n * classes)..];
                if (!double.IsFinite(_losses[n]))
                {
                    if (_zeroInfinity && double.IsPositiveInfinity(_losses[n])) continue;
                    for (var t = 0; t < _targets.Steps[n]; t++) dx.Slice(t * stride, classes).Fill(T.NaN);
                    continue;
                }

                new Kernels.Ctc(_targets.Of(n), _targets.Steps[n], _targets.Blank).Backward(
                    data.Span<T>()[(n * classes)..], stride, _alphas![n], _losses[n], double.CreateTruncating(gradData.Span<T>()[n]), dx);
            }

            return result;
        }

        /// <summary>
        /// The same recursions over all sequences together. A finite number stands for the logarithm of 0, so that no
        /// derivative is ∞ − ∞.
        /// </summary>
        private Tensor DifferentiableGradient(Tensor grad, Tensor logProbs)
        {
            var (steps, count) = (logProbs._shape.Sizes[0], _targets.Count);
            var states = _targets.MaxStates;
            var lengths = _targets.Lengths;
            var index = _targets.StateClasses().Unsqueeze(0).Expand(steps, count, states);
            var logP = logProbs.Gather(2, index).Clamp(min: Never);
            var cannotSkip = _targets.StateMask((n, s) =>
                s % 2 == 0 || s < 3 || s / 2 >= lengths[n] || _targets.Of(n)[s / 2] == _targets.Of(n)[s / 2 - 1]);
            var isNoEnd = _targets.StateMask((n, s) => s > 2 * lengths[n] || s < 2 * lengths[n] - 1);
            var isOutside = _targets.StateMask((n, s) => s > 2 * lengths[n]);

            var alphas = new Tensor[steps];
            for (var t = 0; t < steps; t++)
            {
                var now = logP.Select(0, t);
                alphas[t] = t == 0
                    ? now.MaskedFill(_targets.StateMask((n, s) => s > 1 || s > 2 * lengths[n]), Never)
                    : (Stack([alphas[t - 1], Later(alphas[t - 1], 1), Later(alphas[t - 1], 2).MaskedFill(cannotSkip, Never)]).LogSumExp(0) + now)
                        .MaskedFill(isOutside, Never);
            }

            var betas = new Tensor[steps];
            for (var t = steps - 1; t >= 0; t--)
            {
                var step = t;
                var now = logP.Select(0, t);
                betas[t] = now.MaskedFill(isNoEnd | ~_targets.StateMask((n, _) => _targets.Steps[n] == step + 1), Never);
                if (t == steps - 1) continue;
                var next = betas[t + 1];
                var paths = Stack([next, Earlier(next, 1), Earlier(next.MaskedFill(cannotSkip, Never), 2)]).LogSumExp(0) + now;
                betas[t] = Where(_targets.StateMask((n, _) => _targets.Steps[n] > step + 1), paths, betas[t]);
            }

            var both = Stack(alphas) + Stack(betas) - logP;

            // Every step of a sequence has the same total probability; that of the first exists for all of them.
            var total = both.Select(0, 0).LogSumExp(1, keepDim: true);
            var isInfinite = From(Array.ConvertAll(_losses, loss => !double.IsFinite(loss)), Shape.Create(count, 1));
            var isOver = Stack(Enumerable.Range(0, steps).Select(t => _targets.StateMask((n, _) => t >= _targets.Steps[n])).ToArray());
            var gamma = (both - total).MaskedFill(isInfinite | isOver, Never).Exp();
            var byState = -(gamma * grad.Unsqueeze(1));
            if (!_zeroInfinity) byState = byState.MaskedFill(isInfinite & ~isOver, double.NaN);
            return ZerosLike(logProbs).ScatterAdd(2, index, byState);
        }

        /// <summary>Each state's number at the state that comes some states later.</summary>
        private static Tensor Later(Tensor x, int states) => Shifted(x, -Math.Min(states, x._shape.Sizes[1]));

        private static Tensor Earlier(Tensor x, int states) => Shifted(x, Math.Min(states, x._shape.Sizes[1]));

        private static Tensor Shifted(Tensor x, int by)
        {
            var (count, width) = (x._shape.Sizes[0], x._shape.Sizes[1]);
            var kept = x.Narrow(1, Math.Max(by, 0), width - Math.Abs(by));
            var filler = Full([count, Math.Abs(by)], Never, x._dtype);
            return by < 0 ? Cat([filler, kept], 1) : Cat([kept, filler], 1);
        }
    }
}
