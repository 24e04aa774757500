using Autograd.NN;

namespace Autograd.Compare.Workloads;

/// <summary>
/// Tells whether the number of ones among 32 bits is even. A step is one epoch: a shuffle and 50 batches, each with its
/// accuracy. In two rows, as in the notebook, the parameters are floats and the bits integers, for which NumPy and
/// MyGrad compute in doubles. The third row has floats throughout.
/// </summary>
static class Parity
{
    public static IEnumerable<Row> Rows() =>
    [
        new("linear, as the notebook has it, an epoch", "mygrad", 10, () => Epoch(withRelu: false, DType.Float64)) { WarmUp = 2 },
        new("with relu, an epoch", "mygrad", 10, () => Epoch(withRelu: true, DType.Float64)) { WarmUp = 2 },
        new("with relu, in float32, an epoch", "", 0, () => Epoch(withRelu: true, DType.Float32)) { WarmUp = 2 },
    ];

    static Func<object> Epoch(bool withRelu, DType dtype)
    {
        var random = new NumPyRandom(0);
        var x = random.Choice(2, [5000, 32]);
        var y = (x.Sum(dim: 1) % 2).Eq(0).Long();
        var model = new Model(random, withRelu, dtype);
        var optimizer = new SGD(model.Parameters(), lr: 0.1);
        return () =>
        {
            var order = random.PermutationTensor(5000);
            var (loss, accuracy) = (0.0, 0.0);
            for (var start = 0; start < 5000; start += 100)
            {
                var rows = order[start..(start + 100)];
                var (batch, truth) = (x[rows], y[rows]);
                var prediction = model.Forward(batch);
                var batchLoss = F.CrossEntropy(prediction, truth);
                batchLoss.Backward();
                optimizer.Step();
                optimizer.ZeroGrad();
                accuracy += prediction.ArgMax(dim: 1).Eq(truth).Double().Mean().Item() / 50;
                loss += batchLoss.Item() / 50;
            }

            return loss;
        };
    }

    sealed class Dense(NumPyRandom random, int dimIn, int dimOut) : Module
    {
        readonly Tensor _weight = Parameter.From(random.RandN([dimIn, dimOut]).Float());
        readonly Tensor _bias = Parameter.From(Tensor.Zeros(1, dimOut));

        public Tensor Forward(Tensor x) => x.MatMul(_weight) + _bias;
    }

    sealed class Model(NumPyRandom random, bool withRelu, DType dtype) : Module
    {
        readonly Dense _dense1 = new(random, 32, 100);
        readonly Dense _dense2 = new(random, 100, 2);

        public Tensor Forward(Tensor x)
        {
            var hidden = _dense1.Forward(x.To(dtype));
            return _dense2.Forward(withRelu ? hidden.Relu() : hidden);
        }
    }
}
