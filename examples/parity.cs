#:project Common/Common.csproj
#:project ../src/Autograd.Live/Autograd.Live.csproj

// Is the number of ones among 32 random bits even? A notebook trains a net of two layers for it, without success. This
// script shows why, and trains a net that succeeds.
//
//     dotnet run examples/parity.cs              # or -- --live, to watch it on a page and in the terminal
//
// 1. As the notebook has it: its two layers have no activation between them, so they are one linear
//    layer: 51 % and 50 % right.
// 2. With the ReLU that its text asks for and its code forgets: the net memorizes the training rows and learns nothing
//    about parity.
// 3. Beyond the notebook: a recurrent net that reads one bit after the other finds the rule, and follows it on far
//    longer rows.

using Autograd;
using Autograd.Data;
using Autograd.Examples;
using Autograd.Live;
using Autograd.NN;
using Autograd.Plotting;

var arguments = new Arguments(args, fullEpochs: 1500, "--live");
var published = new Published("Parity of 32 bits");

// ---------------------------------------------------------------- The data

// SampleGenerators.MakeParity draws rows of bits, np.random.choice([0, 1], (N, T)), and for each the label 1 if it holds
// an even number of ones, else 0.

// What the notebook drew first, and the labels that it printed with it.
var shown = Tensor.From([
    [1L, 0, 1, 1, 1, 0, 1, 1],
    [0, 0, 0, 0, 0, 0, 0, 1],
    [0, 1, 0, 0, 0, 1, 1, 1],
    [1, 1, 0, 1, 1, 0, 1, 1]]);
published.Row("labels of the 4 rows of 8 bits", "array([1, 0, 1, 1])", (shown.Sum(dim: 1) % 2).Eq(0).Long().ToNumPyRepr());

// 10000 rows; one half to train with, the other to test. The notebook has no seed; the seed here makes the figures
// below repeatable.
var random = new NumPyRandom(0);
var (x, y) = SampleGenerators.MakeParity(10000, 32, random);
var (xTrain, yTrain) = (x[..5000], y[..5000]);
var (xTest, yTest) = (x[5000..], y[5000..]);

// The notebook prints the shapes of the training half under the names of the test half as well. They are equal, so the
// slip does not show.
Console.WriteLine($"X_train Shape : {xTrain.Shape}");
Console.WriteLine($"Y_train Shape : {yTrain.Shape}");
Console.WriteLine($"X_test Shape : {xTest.Shape}");
Console.WriteLine($"Y_test Shape : {yTest.Shape}");
Console.WriteLine($"Xtrain[0, :] : {xTrain[0, ..].ToNumPyString()}");
Console.WriteLine($"Ytrain[0, :] : {yTrain[0].Item<long>()}");
published.Row("X_train, Y_train, X_test, Y_test", "(5000, 32) (5000,) (5000, 32) (5000,)",
    $"{xTrain.Shape} {yTrain.Shape} {xTest.Shape} {yTest.Shape}");

// The row that the notebook printed, and its label.
var row = Tensor.From([1L, 1, 1, 1, 0, 1, 0, 0, 1, 1, 0, 1, 0, 1, 0, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 1]);
published.Row("Ytrain[0]", "0", $"{(row.Sum() % 2).Eq(0).Long().Item<long>()}");

// ---------------------------------------------------------------- 1. The notebook's net

// The nets of 1 and 2 lie over each other on the page.
using var page = arguments.Has("--live") ? LivePage.Start() : null;

var state = random.GetState();
var (linearTrain, linearTest) = Learn("linear, as in the notebook", new Model(random, dimIn: 32, numHidden: 100, dimOut: 2));

// ---------------------------------------------------------------- 2. The net of the notebook's text

// The same first weights and batches, and a ReLU in between. Now the net memorizes the training rows: 5000 rows are few
// for 3500 weights. The test rows stay at chance: flipping any one bit flips the label, so similar rows say nothing
// about a new one. What looks like learning on the training rows is memory.
random.SetState(state);
var (reluTrain, reluTest) = Learn("with ReLU, as in its text",
    new Model(random, dimIn: 32, numHidden: 100, dimOut: 2, withRelu: true));

// ---------------------------------------------------------------- 3. A net that can

// Parity is easy to compute bit by bit: remember one bit, and flip it at each 1. A recurrent net can do that, because
// it has a state. It cannot start with long rows, because an answer that misses a single bit is no better than a guess.
// So it starts with rows of two bits, and whenever ten batches in a row have no error, the rows become one bit longer,
// up to sixteen.
Generator.ManualSeed(0);
var recurrent = new RecurrentModel(numHidden: 16);
var adam = new Adam(recurrent.Parameters(), lr: 0.01);
var (length, faultless) = (2, 0);
var recurrentEpochs = Math.Min(arguments.Epochs, 20);

var lessons = Progress.Range(recurrentEpochs, "recurrent, on rows of 2 to 16 bits");
foreach (var epochCnt in lessons)
{
    for (var batchCnt = 0; batchCnt < 50; batchCnt++)
    {
        var (batch, truth) = SampleGenerators.MakeParity(64, length, random);
        var prediction = recurrent.Forward(batch);
        F.CrossEntropy(prediction, truth).Backward();
        adam.Step();
        adam.ZeroGrad();

        faultless = Accuracy(prediction, truth) == 1 ? faultless + 1 : 0;
        if (faultless == 10 && length < 16) (length, faultless) = (length + 1, 0);
    }

    lessons.Set("bits", length);
}

// ---------------------------------------------------------------- The results

// Pure chance: 5000 tosses of a coin give 0.5 ± 0.021 (three standard deviations); the band is wider where rows could
// be fitted.
if (arguments.IsFull)
{
    published.Band("1. linear: accuracy on the training rows", 0.5112, linearTrain, 0.49, 0.54);
    published.Band("1. linear: accuracy on the test rows", 0.5016, linearTest, 0.479, 0.521);
    published.Claim("2. with ReLU: more than 97 % of the training rows", reluTrain > 0.97);
    published.Claim("2. with ReLU: the test rows stay at chance", reluTest is > 0.479 and < 0.521);
}
else
{
    published.NotCompared("1. linear: accuracy on the training rows", "0.5112");
    published.NotCompared("1. linear: accuracy on the test rows", "0.5016");
    published.NotCompared("2. with ReLU: more than 97 % of the training rows", "yes");
    published.NotCompared("2. with ReLU: the test rows stay at chance", "yes");
}

using (GradMode.NoGrad())
{
    Judge("3. recurrent: the notebook's 5000 test rows", xTest, yTest);
    foreach (var T in (int[])[64, 128, 256, 512, 1024])
    {
        var (longX, longY) = SampleGenerators.MakeParity(1000, T, random);
        Judge($"3. recurrent: 1000 rows of {T} bits", longX, longY);
    }
}

var exitCode = published.Print();
page?.WaitForClose();
return exitCode;

void Judge(string what, Tensor x, Tensor y)
{
    if (recurrentEpochs == 20) published.Row(what, 1, Accuracy(recurrent.Forward(x), y), tolerance: 0);
    else published.NotCompared(what, "1.0000");
}

// np.mean(np.argmax(predictions, axis=1) == truth): the share of rows whose largest score is that of the right label.
static double Accuracy(Tensor predictions, Tensor truth) => predictions.ArgMax(dim: 1).Eq(truth).Double().Mean().Item();

// Trains a net as the notebook does, and returns its accuracy on both halves.
(double Train, double Test) Learn(string what, Model model)
{
    var optim = new SGD(model.Parameters(), lr: 0.1);
    const int batchSize = 100;
    var numEpochs = arguments.Epochs;

    // plotter, fig, ax = create_plot(metrics=["loss", "accuracy"]). Watched, it takes the place of the bar.
    using var plotter = new LivePlot(["loss", "accuracy"], name: what);
    page?.Add(plotter);
    var progress = page is null ? Progress.Range(numEpochs, what) : null;
    if (progress is null) plotter.Attach(new TerminalViewer());

    foreach (var epochCnt in progress ?? Enumerable.Range(0, numEpochs))
    {
        var idxs = Tensor.Arange(xTrain.Size(0)).ToArray<long>();
        random.Shuffle<long>(idxs);
        Tensor? batch = null, truth = null;

        for (var batchCnt = 0; batchCnt < xTrain.Size(0) / batchSize; batchCnt++)
        {
            // A random batch of the training rows.
            var batchIndices = idxs[(batchCnt * batchSize)..((batchCnt + 1) * batchSize)];
            batch = xTrain[batchIndices];
            truth = yTrain[batchIndices];

            // Forward, and the loss: softmax and cross-entropy in one, which is why the net ends with scores.
            var prediction = model.Forward(batch);
            var batchLoss = F.CrossEntropy(prediction, truth);

            // Backward, and the step.
            batchLoss.Backward();
            optim.Step();
            optim.ZeroGrad();

            var acc = Accuracy(prediction, truth);
            plotter.SetTrainBatch([("loss", batchLoss), ("accuracy", acc)], batchSize);
        }

        // The notebook intends to go through the test rows here. But it makes the indices of a batch and does not use
        // them: fifty times it scores the last training batch, and its plot shows that as test accuracy. This loop does
        // the same, because it is part of the notebook's time.
        for (var batchCnt = 0; batchCnt < xTest.Size(0) / batchSize; batchCnt++)
        {
            using var noGrad = GradMode.NoGrad();
            var prediction = model.Forward(batch!);
            plotter.SetTestBatch([("accuracy", Accuracy(prediction, truth!))], batchSize);
        }

        plotter.SetTrainEpoch();
        plotter.SetTestEpoch();
        var (loss, trainAcc) = (plotter.TrainMetrics["loss"].EpochData[^1], plotter.TrainMetrics["accuracy"].EpochData[^1]);
        progress?.Set("loss", loss);
        progress?.Set("accuracy", trainAcc);
        if ((epochCnt + 1) % 300 != 0) continue;
        var line = $"epoch {epochCnt + 1}: loss {loss:F4}, accuracy {trainAcc:F4}";
        plotter.Print(line);
        progress?.Write(line);
    }

    if (arguments.IsPlotting) PlotMetrics();
    using var _ = GradMode.NoGrad();
    var final = (Train: Accuracy(model.Forward(xTrain), yTrain), Test: Accuracy(model.Forward(xTest), yTest));
    Console.WriteLine($"({PythonNumber.Repr(final.Train)}, {PythonNumber.Repr(final.Test)})");
    return final;

    // create_plot(metrics=["loss", "accuracy"]): one below the other.
    void PlotMetrics()
    {
        var (fig, ax) = Plt.Subplots(2, 1, figsize: (8, 6));
        ax[0].Plot(plotter.ToTensor("loss", level: MetricLevel.Epoch), label: "train");
        ax[0].SetYLabel("loss");
        ax[1].Plot(plotter.ToTensor("accuracy", level: MetricLevel.Epoch), label: "train");
        ax[1].Plot(plotter.ToTensor("accuracy", MetricSplit.Test, MetricLevel.Epoch), label: "test", alpha: 0.6);
        ax[1].SetYLabel("accuracy");
        ax[1].SetXLabel("epoch");
        foreach (var axes in ax)
        {
            axes.Legend();
            axes.Grid();
        }

        fig.SupTitle(what);
        arguments.SavePlot(model.WithRelu ? "parity-2-relu" : "parity-1-linear");
    }
}

// ---------------------------------------------------------------- The nets

/// <summary>
/// MyNN's dense layer: xW + b, no activation. W (in, out) is initialized from a normal distribution, b (1, out) to
/// zero.
/// </summary>
sealed class Dense(NumPyRandom random, int dimIn, int dimOut) : Module
{
    readonly Tensor _weight = Parameter.From(random.RandN([dimIn, dimOut]).Float());
    readonly Tensor _bias = Parameter.From(Tensor.Zeros(1, dimOut));

    public Tensor Forward(Tensor x) => x.MatMul(_weight) + _bias;
}

/// <summary>The notebook's text says f(X) = ReLU(XW₁ + b₁)W₂ + b₂; its code leaves the ReLU out.</summary>
sealed class Model(NumPyRandom random, int dimIn, int numHidden, int dimOut, bool withRelu = false) : Module
{
    readonly Dense _dense1 = new(random, dimIn, numHidden);
    readonly Dense _dense2 = new(random, numHidden, dimOut);

    public bool WithRelu => withRelu;

    public Tensor Forward(Tensor x)
    {
        // Integers times floats are doubles in NumPy, floats in PyTorch. This follows the notebook: the weights are
        // floats, the computation is in doubles, and each gradient is in floats again, the type of its parameter.
        var hidden = _dense1.Forward(x.Double());
        return _dense2.Forward(withRelu ? hidden.Relu() : hidden);
    }
}

/// <summary>
/// A state of a few numbers, updated bit by bit; a linear layer reads the answer from the last state.
/// </summary>
sealed class RecurrentModel(int numHidden) : Module
{
    readonly RNNCell _cell = new(inputSize: 1, hiddenSize: numHidden);
    readonly Linear _answer = new(inFeatures: numHidden, outFeatures: 2);

    public Tensor Forward(Tensor x)
    {
        x = x.Float();
        var state = Tensor.Zeros(x.Size(0), numHidden);
        for (var t = 0; t < x.Size(1); t++)
            state = _cell.Forward(x[.., t..(t + 1)], state);
        return _answer.Forward(state);
    }
}
