using System.ComponentModel;

namespace Autograd.NN;

// Misspelled class names (PyTorch's capitals differ): using one is a compile error that names the right class.
#pragma warning disable CS1591

[Obsolete("Asgd is spelled ASGD", error: true), EditorBrowsable(EditorBrowsableState.Never)]
public static class Asgd;

[Obsolete("Celu is spelled CELU", error: true), EditorBrowsable(EditorBrowsableState.Never)]
public static class Celu;

[Obsolete("ConstantLr is spelled ConstantLR", error: true), EditorBrowsable(EditorBrowsableState.Never)]
public static class ConstantLr;

[Obsolete("CosineAnnealingLr is spelled CosineAnnealingLR", error: true), EditorBrowsable(EditorBrowsableState.Never)]
public static class CosineAnnealingLr;

[Obsolete("CyclicLr is spelled CyclicLR", error: true), EditorBrowsable(EditorBrowsableState.Never)]
public static class CyclicLr;

[Obsolete("Elu is spelled ELU", error: true), EditorBrowsable(EditorBrowsableState.Never)]
public static class Elu;

[Obsolete("ExponentialLr is spelled ExponentialLR", error: true), EditorBrowsable(EditorBrowsableState.Never)]
public static class ExponentialLr;

[Obsolete("Gelu is spelled GELU", error: true), EditorBrowsable(EditorBrowsableState.Never)]
public static class Gelu;

[Obsolete("Glu is spelled GLU", error: true), EditorBrowsable(EditorBrowsableState.Never)]
public static class Glu;

[Obsolete("Gru is spelled GRU", error: true), EditorBrowsable(EditorBrowsableState.Never)]
public static class Gru;

[Obsolete("GruCell is spelled GRUCell", error: true), EditorBrowsable(EditorBrowsableState.Never)]
public static class GruCell;

[Obsolete("LambdaLr is spelled LambdaLR", error: true), EditorBrowsable(EditorBrowsableState.Never)]
public static class LambdaLr;

[Obsolete("Lbfgs is spelled LBFGS", error: true), EditorBrowsable(EditorBrowsableState.Never)]
public static class Lbfgs;

[Obsolete("LeakyRelu is spelled LeakyReLU", error: true), EditorBrowsable(EditorBrowsableState.Never)]
public static class LeakyRelu;

[Obsolete("LinearLr is spelled LinearLR", error: true), EditorBrowsable(EditorBrowsableState.Never)]
public static class LinearLr;

[Obsolete("Logsigmoid is spelled LogSigmoid", error: true), EditorBrowsable(EditorBrowsableState.Never)]
public static class Logsigmoid;

[Obsolete("LrScheduler is spelled LRScheduler", error: true), EditorBrowsable(EditorBrowsableState.Never)]
public static class LrScheduler;

[Obsolete("Lstm is spelled LSTM", error: true), EditorBrowsable(EditorBrowsableState.Never)]
public static class Lstm;

[Obsolete("LstmCell is spelled LSTMCell", error: true), EditorBrowsable(EditorBrowsableState.Never)]
public static class LstmCell;

[Obsolete("MseLoss is spelled MSELoss", error: true), EditorBrowsable(EditorBrowsableState.Never)]
public static class MseLoss;

[Obsolete("MultiStepLr is spelled MultiStepLR", error: true), EditorBrowsable(EditorBrowsableState.Never)]
public static class MultiStepLr;

[Obsolete("MultiplicativeLr is spelled MultiplicativeLR", error: true), EditorBrowsable(EditorBrowsableState.Never)]
public static class MultiplicativeLr;

[Obsolete("OneCycleLr is spelled OneCycleLR", error: true), EditorBrowsable(EditorBrowsableState.Never)]
public static class OneCycleLr;

[Obsolete("PolynomialLr is spelled PolynomialLR", error: true), EditorBrowsable(EditorBrowsableState.Never)]
public static class PolynomialLr;

[Obsolete("Prelu is spelled PReLU", error: true), EditorBrowsable(EditorBrowsableState.Never)]
public static class Prelu;

[Obsolete("ReduceLrOnPlateau is spelled ReduceLROnPlateau", error: true), EditorBrowsable(EditorBrowsableState.Never)]
public static class ReduceLrOnPlateau;

[Obsolete("Relu is spelled ReLU", error: true), EditorBrowsable(EditorBrowsableState.Never)]
public static class Relu;

[Obsolete("Relu6 is spelled ReLU6", error: true), EditorBrowsable(EditorBrowsableState.Never)]
public static class Relu6;

[Obsolete("RmSprop is spelled RMSprop", error: true), EditorBrowsable(EditorBrowsableState.Never)]
public static class RmSprop;

[Obsolete("Rnn is spelled RNN", error: true), EditorBrowsable(EditorBrowsableState.Never)]
public static class Rnn;

[Obsolete("RnnCell is spelled RNNCell", error: true), EditorBrowsable(EditorBrowsableState.Never)]
public static class RnnCell;

[Obsolete("Selu is spelled SELU", error: true), EditorBrowsable(EditorBrowsableState.Never)]
public static class Selu;

[Obsolete("SequentialLr is spelled SequentialLR", error: true), EditorBrowsable(EditorBrowsableState.Never)]
public static class SequentialLr;

[Obsolete("Sgd is spelled SGD", error: true), EditorBrowsable(EditorBrowsableState.Never)]
public static class Sgd;

[Obsolete("Silu is spelled SiLU", error: true), EditorBrowsable(EditorBrowsableState.Never)]
public static class Silu;

[Obsolete("SparseAdam is for sparse gradients, which there are not here; use Adam", error: true), EditorBrowsable(EditorBrowsableState.Never)]
public static class SparseAdam;

[Obsolete("StepLr is spelled StepLR", error: true), EditorBrowsable(EditorBrowsableState.Never)]
public static class StepLr;

[Obsolete("Swalr is spelled SWALR", error: true), EditorBrowsable(EditorBrowsableState.Never)]
public static class Swalr;
