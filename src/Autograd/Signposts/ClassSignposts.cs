using System.ComponentModel;

namespace Autograd.NN;

// Misspelled class names (PyTorch's capitals differ): using one is a compile error that names the right class.
#pragma warning disable CS1591

[Obsolete("Asgd is spelled ASGD", error: true), EditorBrowsable(EditorBrowsableState.Never)]
public static class Asgd;

[Obsolete("BceLoss is spelled BCELoss", error: true), EditorBrowsable(EditorBrowsableState.Never)]
public static class BceLoss;

[Obsolete("BceWithLogitsLoss is spelled BCEWithLogitsLoss", error: true), EditorBrowsable(EditorBrowsableState.Never)]
public static class BceWithLogitsLoss;

[Obsolete("Celu is spelled CELU", error: true), EditorBrowsable(EditorBrowsableState.Never)]
public static class Celu;

[Obsolete("ConstantLr is spelled ConstantLR", error: true), EditorBrowsable(EditorBrowsableState.Never)]
public static class ConstantLr;

[Obsolete("CosineAnnealingLr is spelled CosineAnnealingLR", error: true), EditorBrowsable(EditorBrowsableState.Never)]
public static class CosineAnnealingLr;

[Obsolete("CtcLoss is spelled CTCLoss", error: true), EditorBrowsable(EditorBrowsableState.Never)]
public static class CtcLoss;

[Obsolete("CyclicLr is spelled CyclicLR", error: true), EditorBrowsable(EditorBrowsableState.Never)]
public static class CyclicLr;

[Obsolete("Elu is spelled ELU", error: true), EditorBrowsable(EditorBrowsableState.Never)]
public static class Elu;

[Obsolete("ExponentialLr is spelled ExponentialLR", error: true), EditorBrowsable(EditorBrowsableState.Never)]
public static class ExponentialLr;

[Obsolete("GaussianNllLoss is spelled GaussianNLLLoss", error: true), EditorBrowsable(EditorBrowsableState.Never)]
public static class GaussianNllLoss;

[Obsolete("Gelu is spelled GELU", error: true), EditorBrowsable(EditorBrowsableState.Never)]
public static class Gelu;

[Obsolete("Glu is spelled GLU", error: true), EditorBrowsable(EditorBrowsableState.Never)]
public static class Glu;

[Obsolete("Gru is spelled GRU", error: true), EditorBrowsable(EditorBrowsableState.Never)]
public static class Gru;

[Obsolete("GruCell is spelled GRUCell", error: true), EditorBrowsable(EditorBrowsableState.Never)]
public static class GruCell;

[Obsolete("KlDivLoss is spelled KLDivLoss", error: true), EditorBrowsable(EditorBrowsableState.Never)]
public static class KlDivLoss;

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

[Obsolete("LpPool1d is spelled LPPool1d", error: true), EditorBrowsable(EditorBrowsableState.Never)]
public static class LpPool1d;

[Obsolete("LpPool2d is spelled LPPool2d", error: true), EditorBrowsable(EditorBrowsableState.Never)]
public static class LpPool2d;

[Obsolete("LpPool3d is spelled LPPool3d", error: true), EditorBrowsable(EditorBrowsableState.Never)]
public static class LpPool3d;

[Obsolete("LrScheduler is spelled LRScheduler", error: true), EditorBrowsable(EditorBrowsableState.Never)]
public static class LrScheduler;

[Obsolete("Lstm is spelled LSTM", error: true), EditorBrowsable(EditorBrowsableState.Never)]
public static class Lstm;

[Obsolete("LstmCell is spelled LSTMCell", error: true), EditorBrowsable(EditorBrowsableState.Never)]
public static class LstmCell;

[Obsolete("MseLoss is spelled MSELoss", error: true), EditorBrowsable(EditorBrowsableState.Never)]
public static class MseLoss;

[Obsolete("MultilabelMarginLoss is spelled MultiLabelMarginLoss", error: true), EditorBrowsable(EditorBrowsableState.Never)]
public static class MultilabelMarginLoss;

[Obsolete("MultilabelSoftMarginLoss is spelled MultiLabelSoftMarginLoss", error: true), EditorBrowsable(EditorBrowsableState.Never)]
public static class MultilabelSoftMarginLoss;

[Obsolete("MultiplicativeLr is spelled MultiplicativeLR", error: true), EditorBrowsable(EditorBrowsableState.Never)]
public static class MultiplicativeLr;

[Obsolete("MultiStepLr is spelled MultiStepLR", error: true), EditorBrowsable(EditorBrowsableState.Never)]
public static class MultiStepLr;

[Obsolete("NllLoss is spelled NLLLoss", error: true), EditorBrowsable(EditorBrowsableState.Never)]
public static class NllLoss;

[Obsolete("OneCycleLr is spelled OneCycleLR", error: true), EditorBrowsable(EditorBrowsableState.Never)]
public static class OneCycleLr;

[Obsolete("PoissonNllLoss is spelled PoissonNLLLoss", error: true), EditorBrowsable(EditorBrowsableState.Never)]
public static class PoissonNllLoss;

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

[Obsolete("RmsNorm is spelled RMSNorm", error: true), EditorBrowsable(EditorBrowsableState.Never)]
public static class RmsNorm;

[Obsolete("RmSprop is spelled RMSprop", error: true), EditorBrowsable(EditorBrowsableState.Never)]
public static class RmSprop;

[Obsolete("Rnn is spelled RNN", error: true), EditorBrowsable(EditorBrowsableState.Never)]
public static class Rnn;

[Obsolete("RnnCell is spelled RNNCell", error: true), EditorBrowsable(EditorBrowsableState.Never)]
public static class RnnCell;

[Obsolete("Rrelu is spelled RReLU", error: true), EditorBrowsable(EditorBrowsableState.Never)]
public static class Rrelu;

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
