using System.Text.RegularExpressions;
using Autograd.NN;

namespace Autograd.Tests.NN.Structure;

/// <summary>The table of a module's layers.</summary>
public partial class SummaryTests
{
    [Test]
    public void The_table_has_shapes_parameters_and_multiply_adds()
    {
        var net = new Sequential(new Linear(10, 20), new ReLU(), new Sequential(new Linear(20, 5, bias: false), new LayerNorm(5)));
        net[0].RequiresGrad(false);
        var summary = net.Summary(Tensor.Ones(4, 10));
        var text = Spaces().Replace(Times().Replace(summary.ToString(), "T"), " | ");
        Assert.That(Rules().Replace(text, "---"), Is.EqualTo(
            """
            Layer | Output shape | Parameters | Multiply-adds | Time
            ---
            Sequential | (4, 5) | -- | -- | T
            ├─ 0: Linear | (4, 20) | 220 | 800 | T
            ├─ 1: ReLU | (4, 20) | -- | -- | T
            └─ 2: Sequential | (4, 5) | -- | -- | T
             | ├─ 0: Linear | (4, 5) | 100 | 400 | T
             | └─ 1: LayerNorm | (4, 5) | 10 | -- | T
            ---
            Parameters: 330, of which 110 are trainable
            Multiply-adds: 1,200, without those of LayerNorm
            Time: T
            """));
        Assert.That(summary.ToString().Split('\n')[..9].Select(line => line.Length).Distinct().Count(), Is.EqualTo(1), "aligned");
        Assert.That(summary.MultiplyAdds, Is.EqualTo(1200));
        Assert.That(net.IsTraining, Is.True);
        Assert.That(summary.Parameters, Is.EqualTo(330));
    }

    [Test]
    public void A_module_of_any_Forward_is_summed_up()
    {
        var net = new Net();
        var summary = net.Summary(m => m.Forward(Tensor.Ones(5, 2, 3)));
        Assert.That(summary.Rows[1].OutputShapes, Is.EqualTo(new[] { Tensor.Ones(5, 2, 4).Shape, Tensor.Ones(1, 2, 4).Shape }));
        Assert.That(summary.Rows[0].OutputShapes, Is.Empty, "its own Forward runs no hooks");
        Assert.That(summary.Rows[1].MultiplyAdds, Is.EqualTo(5 * 2 * ((3 * 4) + (4 * 4))));
        Assert.That(summary.Rows[2].MultiplyAdds, Is.EqualTo(2 * 3 * ((4 * 4) + (4 * 4))));
        Assert.That(summary.Rows[3].MultiplyAdds, Is.EqualTo(2 * 2 * 4 * 2), "two calls of two rows");
        Assert.That(summary.Rows[0].Parameters, Is.EqualTo(2));
        Assert.That(summary.ToString(), Does.Contain("├─ rnn: RNN").And.Contain("(5, 2, 4), (1, 2, 4)").And.Contain("└─ 0: Linear"));
    }

    [Test]
    public void Convolutions_state_their_multiply_adds()
    {
        var image = Tensor.Ones(2, 4, 5, 5);
        Assert.That(new Conv2d(4, 6, 3, groups: 2).Summary(image).MultiplyAdds, Is.EqualTo(2 * 6 * 3 * 3 * (2 * 3 * 3)));
        Assert.That(new ConvTranspose2d(4, 6, 3).Summary(image).MultiplyAdds, Is.EqualTo(2 * 4 * 5 * 5 * (6 * 3 * 3)));
    }

    [Test]
    public void Attention_states_its_multiply_adds()
    {
        var attention = new MultiheadAttention(8, 2, kdim: 3, vdim: 5, addBiasKv: true, addZeroAttn: true);
        var summary = attention.Summary(m => m.Forward(Tensor.Ones(4, 2, 8), Tensor.Ones(6, 2, 3), Tensor.Ones(6, 2, 5)));
        var projections = 4 * 2 * 8 * 8 + 6 * 2 * 3 * 8 + 6 * 2 * 5 * 8 + 4 * 2 * 8 * 8;
        Assert.That(summary.MultiplyAdds, Is.EqualTo(projections + 2 * (4 * 2 * (6 + 2) * 8)), "scores, and weighted values, of two keys more");
        var encoder = new TransformerEncoderLayer(8, 2, 16, batchFirst: true);
        const int Tokens = 3 * 5;
        Assert.That(
            encoder.Summary(Tensor.Ones(3, 5, 8)).MultiplyAdds, Is.EqualTo(Tokens * (4 * 8 * 8 + 2 * 5 * 8 + 2 * 8 * 16)));
        Assert.That(encoder.Summary(Tensor.Ones(5, 8)).MultiplyAdds, Is.EqualTo(5 * (4 * 8 * 8 + 2 * 5 * 8 + 2 * 8 * 16)), "without a batch");
    }

    [Test]
    public void Nothing_stays_behind()
    {
        var net = new Sequential(new Linear(1, 1), new Fails());
        Assert.That(() => net.Summary(Tensor.Ones(1)), Throws.TypeOf<NotSupportedException>());
        Assert.That(net.Modules().All(module => module.IsTraining), Is.True);
        Assert.That(net[0].Forward(Tensor.Ones(1)).RequiresGrad, Is.True);
    }

    [GeneratedRegex(@"\d+\.\d\d ms")]
    private static partial Regex Times();

    [GeneratedRegex(" {2,}")]
    private static partial Regex Spaces();

    [GeneratedRegex("─{4,}")]
    private static partial Regex Rules();

    private sealed class Net : Module
    {
        private readonly Tensor _scale = Parameter.From(Tensor.Ones(2));
        private readonly RNN _rnn = new(3, 4);
        private readonly GRUCell _cell = new(4, 4);
        private readonly List<Linear> _layers = [new(4, 2)];

        public Tensor Forward(Tensor x)
        {
            var h = _cell.Forward(_rnn.Forward(x).Output[^1]);
            return (_layers[0].Forward(h) + _layers[0].Forward(h)) * _scale;
        }
    }

    private sealed class Fails : UnaryModule
    {
        public override Tensor Forward(Tensor x) => throw new NotSupportedException();
    }
}
