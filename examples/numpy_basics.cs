#:project Common/Common.csproj

// Chapter 1 of a notebook on neural networks from scratch: arrays, how a network infers, how it learns (§1.1–1.3).
//
//     dotnet run examples/numpy_basics.cs
//
// One cell of the notebook is one paragraph here, under its number; the classes are at the end, in the notebook's
// order. Where a cell's output is not random, the script prints the same characters, and the table at the end compares
// them. The notebook was not seeded: of its random cells only the shapes can be compared.

using Autograd;
using Autograd.Examples;

_ = new Arguments(args, fullEpochs: 1);   // nothing is trained here, but every example takes --epochs
var published = new Published("Neural networks from scratch, §1.1–1.3");

void Cell(string what, string printed, string obtained)
{
    Console.WriteLine($"\n{what}\n{obtained}");
    published.Printed(what, printed, obtained);
}

// ---------------------------------------------------------------- §1.1  A review of the mathematics

// In [1]: arrays of integers. NumPy's are 64 bits wide, and so are C#'s if one number has the suffix L.
var W = Tensor.From([[1L, 2, 3],
                     [4, 5, 6]]);
var X = Tensor.From([[0L, 1, 2],
                     [3, 4, 5]]);

// In [2]
Cell("W + X", """
    array([[ 1,  3,  5],
           [ 7,  9, 11]])
    """, (W + X).ToNumPyRepr());

// In [3]: like +, the * works element by element; it is not the matrix product.
Cell("W * X", """
    array([[ 0,  2,  6],
           [12, 20, 30]])
    """, (W * X).ToNumPyRepr());

// In [4]: broadcasting. The number 10 acts as a matrix of tens.
var A = Tensor.From([[1L, 2],
                     [3, 4]]);
Cell("A * 10", """
    array([[10, 20],
           [30, 40]])
    """, (A * 10).ToNumPyRepr());

// In [5]: a vector acts as a matrix with that vector in each row.
var b = Tensor.From([10L, 20]);
Cell("A * b", """
    array([[10, 40],
           [30, 80]])
    """, (A * b).ToNumPyRepr());

// In [6]: the inner product of two vectors, x · y = x₁y₁ + x₂y₂ + … + xₙyₙ, is a single number.
var a = Tensor.From([1L, 2, 3]);
b = Tensor.From([4L, 5, 6]);
Cell("np.dot(a, b)", "32", a.MatMul(b).ToNumPyString());

// In [7], In [8]: the product of two matrices holds the inner product of each row with each column.
// NumPy spells it np.matmul or np.dot; here both are MatMul.
var B = Tensor.From([[5L, 6],
                     [7, 8]]);
Cell("np.matmul(A, B)", """
    array([[19, 22],
           [43, 50]])
    """, A.MatMul(B).ToNumPyRepr());

// ---------------------------------------------------------------- §1.2  Inference

// In [9]: from the input to the hidden layer, ten samples at once: h = x W1 + b1. Adding b1 (4) to ten rows is
// broadcasting again.
var random = new NumPyRandom(seed: 1);   // np.random; the seed is ours
var W1 = random.RandN([2, 4]);           // weights
var b1 = random.RandN([4]);              // bias
var x = random.RandN([10, 2]);
var h = x.MatMul(W1) + b1;
Console.WriteLine($"\nh\n{h.ToNumPyRepr()}");

// In [10]: the notebook's random numbers cannot be drawn again, but it printed the resulting h…
h = Tensor.From([
    [ 0.32252584,  0.39630236,  0.87746871,  2.08688293],
    [ 1.28048016,  1.46781086,  1.05987576,  1.25152984],
    [ 2.19520373,  0.90683189,  1.21129518, -1.43136482],
    [ 1.44273029,  2.305136  ,  1.10019143,  1.89054768],
    [ 0.28652034,  0.98473617,  0.87964412,  2.8664906 ],
    [ 0.44932949,  1.65183802,  0.91761201,  3.30169794],
    [ 0.03228135, -2.10361694,  0.79095479, -0.2487576 ],
    [ 2.19878991,  2.58477235,  1.23602389,  0.55761285],
    [ 1.47838752,  2.96643725,  1.11590764,  2.59898843],
    [ 0.67521401, -1.1717835 ,  0.91643284, -0.55629026]], DType.Float64);

// In [11]: the activation makes the layer nonlinear; the sigmoid squeezes all numbers into (0, 1).
Tensor Sigmoid(Tensor x) => 1 / (1 + (-x).Exp());

// In [12]: …and the sigmoid of the printed h is the printed a, as far as its eight digits can tell: both were rounded
// by up to half a unit of the last one, and a rounding of h is passed on by at most the sigmoid's steepest slope, 1/4.
a = Sigmoid(h);
Console.WriteLine($"\na = sigmoid(h)\n{a.ToNumPyRepr()}");
var printed = Tensor.From([
    [0.57993969, 0.59779894, 0.7062974 , 0.88962172],
    [0.7825315 , 0.81272442, 0.7426668 , 0.77756457],
    [0.89981798, 0.71235143, 0.77052804, 0.19288612],
    [0.8088771 , 0.90930151, 0.75029597, 0.86881796],
    [0.57114404, 0.72804696, 0.70674847, 0.94616487],
    [0.6104798 , 0.83913931, 0.71455529, 0.96448701],
    [0.50806964, 0.10874577, 0.68803631, 0.43812932],
    [0.90014079, 0.9298751 , 0.77487116, 0.63590002],
    [0.8143289 , 0.95103463, 0.75322884, 0.93079645],
    [0.66266968, 0.23653276, 0.71431472, 0.36440626]], DType.Float64);
published.Claim("a = sigmoid(h), to the last printed digit", Same(a, printed, tolerance: 0.5e-8 * (1 + 0.25)));

// In [13]
Cell("a.shape", "(10, 4)", $"{a.Shape}");

// In [14]: from the hidden layer to the output. Three scores for each sample; the largest is the answer.
var W2 = random.RandN([4, 3]);
var b2 = random.RandN([3]);
var s = a.MatMul(W2) + b2;
Cell("s.shape", "(10, 3)", $"{s.Shape}");

// In [15]–In [19]: the same as layers, each with its parameters and its forward pass, and a net that chains them.
x = random.RandN([10, 2]);
var model = new TwoLayerNet(random, inputSize: 2, hiddenSize: 4, outputSize: 3);
s = model.Predict(x);
Cell("model.predict(x).shape", "(10, 3)", $"{s.Shape}");

// ---------------------------------------------------------------- §1.3  Learning

// In [20]: the repeat node. Forward, one row becomes N rows (this is what broadcasting a bias does).
// Expand repeats without copying: the N rows are the same memory.
const int D = 8, N = 7;
x = random.RandN([1, D]);
var y = x.Expand(N, D);
Cell("Repeat: x.shape, y.shape", "(1, 8) (7, 8)", $"{x.Shape} {y.Shape}");

// In [21], In [22]: the row that the notebook drew, and what it printed for its repetition.
x = Tensor.From(
    [[0.12884531, 0.36058465, -0.70570528, 1.34323151, -0.06046834, 0.35621279, -0.2311544, -0.82609953]], DType.Float64,
    requiresGrad: true);
y = x.Expand(N, D);
Cell("Repeat: y", """
    array([[ 0.12884531,  0.36058465, -0.70570528,  1.34323151, -0.06046834,
             0.35621279, -0.2311544 , -0.82609953],
           [ 0.12884531,  0.36058465, -0.70570528,  1.34323151, -0.06046834,
             0.35621279, -0.2311544 , -0.82609953],
           [ 0.12884531,  0.36058465, -0.70570528,  1.34323151, -0.06046834,
             0.35621279, -0.2311544 , -0.82609953],
           [ 0.12884531,  0.36058465, -0.70570528,  1.34323151, -0.06046834,
             0.35621279, -0.2311544 , -0.82609953],
           [ 0.12884531,  0.36058465, -0.70570528,  1.34323151, -0.06046834,
             0.35621279, -0.2311544 , -0.82609953],
           [ 0.12884531,  0.36058465, -0.70570528,  1.34323151, -0.06046834,
             0.35621279, -0.2311544 , -0.82609953],
           [ 0.12884531,  0.36058465, -0.70570528,  1.34323151, -0.06046834,
             0.35621279, -0.2311544 , -0.82609953]])
    """, y.ToNumPyRepr());

// In [23]: backward, the node adds up the gradients of its N branches…
var dy = random.RandN([N, D]);
var dx = dy.Sum(dim: 0, keepDim: true);

// In [24]
Cell("Repeat: dx.shape", "(1, 8)", $"{dx.Shape}");

// …and the library computes the same without being given the rule.
y.Backward(dy);
published.Claim("Repeat: Backward finds the dx computed by hand", Same(x.Grad!, dx));

// In [25]: the sum node is the mirror image. Forward, N rows are added up…
x = random.RandN([N, D]);
x.RequiresGrad = true;
y = x.Sum(dim: 0, keepDim: true);
Cell("Sum: x.shape, y.shape", "(7, 8) (1, 8)", $"{x.Shape} {y.Shape}");

// In [26], In [27]: …and backward, each row receives the same gradient. The dy is again the one that the notebook drew.
dy = Tensor.From([[-1.02253303, -0.43988526, -0.26428666, -0.9610439, 0.3894802, -0.48280064, 0.40698727, 1.83965076]], DType.Float64);
dx = dy.Expand(N, D);
Cell("Sum: dx", """
    array([[-1.02253303, -0.43988526, -0.26428666, -0.9610439 ,  0.3894802 ,
            -0.48280064,  0.40698727,  1.83965076],
           [-1.02253303, -0.43988526, -0.26428666, -0.9610439 ,  0.3894802 ,
            -0.48280064,  0.40698727,  1.83965076],
           [-1.02253303, -0.43988526, -0.26428666, -0.9610439 ,  0.3894802 ,
            -0.48280064,  0.40698727,  1.83965076],
           [-1.02253303, -0.43988526, -0.26428666, -0.9610439 ,  0.3894802 ,
            -0.48280064,  0.40698727,  1.83965076],
           [-1.02253303, -0.43988526, -0.26428666, -0.9610439 ,  0.3894802 ,
            -0.48280064,  0.40698727,  1.83965076],
           [-1.02253303, -0.43988526, -0.26428666, -0.9610439 ,  0.3894802 ,
            -0.48280064,  0.40698727,  1.83965076],
           [-1.02253303, -0.43988526, -0.26428666, -0.9610439 ,  0.3894802 ,
            -0.48280064,  0.40698727,  1.83965076]])
    """, dx.ToNumPyRepr());
y.Backward(dy);
published.Claim("Sum: Backward finds the dx computed by hand", Same(x.Grad!, dx));

// In [28]: the MatMul layer stores its gradient with grads[0][...] = dW. Why the dots?

// In [29]–In [31]: a = b makes a second name for one array…
a = Tensor.From([1L, 2, 3]);
b = Tensor.From([4L, 5, 6]);
a = b;
Cell("after a = b: id(a) == id(b)", "True", $"{ReferenceEquals(a, b)}");

// In [32]–In [34]: …while a[...] = b keeps the array and copies the numbers into it. Everything else that holds the
// array (an optimizer holds the layer's list of gradients) sees the new numbers. In C# the three dots are two.
a = Tensor.From([1L, 2, 3]);
b = Tensor.From([4L, 5, 6]);
a[..] = b;
Cell("after a[...] = b: id(a) == id(b)", "False", $"{ReferenceEquals(a, b)}");
Cell("after a[...] = b: a", "array([4, 5, 6])", a.ToNumPyRepr());

// In [28], In [35], In [36]: the layers again, now with a backward pass derived by hand. Chain them, send a gradient
// back, and compare with what the library derives from the forward pass alone.
var layers = new Layer[] { new Affine(W1, b1), new Sigmoid(), new MatMul(W2) };
x = random.RandN([10, 2]);
var dout = random.RandN([10, 3]);

var output = x;
foreach (var layer in layers) output = layer.Forward(output);
var back = dout;
foreach (var layer in layers.Reverse()) back = layer.Backward(back);

Tensor[] leaves = [x.Clone(), W1.Clone(), b1.Clone(), W2.Clone()];
foreach (var leaf in leaves) leaf.RequiresGrad = true;
Sigmoid(leaves[0].MatMul(leaves[1]) + leaves[2]).MatMul(leaves[3]).Backward(dout);

Tensor[] byHand = [back, .. layers.SelectMany(layer => layer.Grads)];
published.Claim("Affine, Sigmoid, MatMul: Backward finds dx, dW1, db1, dW2 computed by hand",
    byHand.Zip(leaves).All(pair => Same(pair.First, pair.Second.Grad!)));

// In [42] and the cells that follow (softmax with loss, SGD) failed in this notebook because a module was missing;
// spiral.cs has them.

return published.Print();

static bool Same(Tensor a, Tensor b, double tolerance = 1e-12) => a.AllClose(b, rtol: 0, atol: tolerance);

// ---------------------------------------------------------------- The notebook's classes

/// <summary>A layer: parameters, a gradient for each, a forward and a backward pass.</summary>
abstract class Layer
{
    public List<Tensor> Params { get; protected init; } = [];

    public List<Tensor> Grads { get; protected init; } = [];

    public abstract Tensor Forward(Tensor x);

    public abstract Tensor Backward(Tensor dout);
}

// In [15] without, In [35] with backward: the sigmoid has nothing to learn, so its lists stay empty.
sealed class Sigmoid : Layer
{
    Tensor? _out;

    public override Tensor Forward(Tensor x)
    {
        _out = 1 / (1 + (-x).Exp());
        return _out;
    }

    // The sigmoid's derivative follows from its output alone: σ' = (1 − σ) σ.
    public override Tensor Backward(Tensor dout) => dout * (1.0 - _out!) * _out!;
}

// In [16] without, In [36] with backward: the fully connected layer, xW + b.
sealed class Affine : Layer
{
    Tensor? _x;

    public Affine(Tensor W, Tensor b)
    {
        Params = [W, b];
        Grads = [Tensor.ZerosLike(W), Tensor.ZerosLike(b)];
    }

    public override Tensor Forward(Tensor x)
    {
        var (W, b) = (Params[0], Params[1]);
        _x = x;
        return x.MatMul(W) + b;
    }

    public override Tensor Backward(Tensor dout)
    {
        var W = Params[0];
        var dx = dout.MatMul(W.T);
        var dW = _x!.T.MatMul(dout);
        var db = dout.Sum(dim: 0);   // b was repeated for each row: the repeat node's backward

        Grads[0][..] = dW;
        Grads[1][..] = db;
        return dx;
    }
}

// In [17]: affine, sigmoid, affine.
sealed class TwoLayerNet
{
    readonly Layer[] _layers;

    public TwoLayerNet(NumPyRandom random, int inputSize, int hiddenSize, int outputSize)
    {
        var (I, H, O) = (inputSize, hiddenSize, outputSize);

        // Input -> hidden, hidden -> output.
        var W1 = random.RandN([I, H]);
        var b1 = random.RandN([H]);
        var W2 = random.RandN([H, O]);
        var b2 = random.RandN([O]);

        // The notebook also gathers the weights here, as self.parmas: a list of lists under a misspelt name that is
        // never read.
        _layers = [new Affine(W1, b1), new Sigmoid(), new Affine(W2, b2)];
    }

    public Tensor Predict(Tensor x)
    {
        foreach (var layer in _layers) x = layer.Forward(x);
        return x;
    }
}

// In [28]: a product and nothing else. If y = xW, then dx = dy Wᵀ and dW = xᵀ dy: no other product has the right
// shapes.
sealed class MatMul : Layer
{
    Tensor? _x;

    public MatMul(Tensor W)
    {
        Params = [W];
        Grads = [Tensor.ZerosLike(W)];
    }

    public override Tensor Forward(Tensor x)
    {
        var W = Params[0];
        _x = x;
        return x.MatMul(W);
    }

    public override Tensor Backward(Tensor dout)
    {
        var W = Params[0];
        var dx = dout.MatMul(W.T);
        var dW = _x!.T.MatMul(dout);
        Grads[0][..] = dW;   // into the array that the list already holds
        return dx;
    }
}
