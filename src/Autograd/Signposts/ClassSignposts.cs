using System.ComponentModel;

namespace Autograd.NN;

// Misspelled class names (PyTorch's capitals differ): using one is a compile error that names the right class.
#pragma warning disable CS1591

[Obsolete("BceLoss is spelled BCELoss", error: true), EditorBrowsable(EditorBrowsableState.Never)]
public static class BceLoss;

[Obsolete("BceWithLogitsLoss is spelled BCEWithLogitsLoss", error: true), EditorBrowsable(EditorBrowsableState.Never)]
public static class BceWithLogitsLoss;

[Obsolete("Celu is spelled CELU", error: true), EditorBrowsable(EditorBrowsableState.Never)]
public static class Celu;

[Obsolete("CtcLoss is spelled CTCLoss", error: true), EditorBrowsable(EditorBrowsableState.Never)]
public static class CtcLoss;

[Obsolete("Elu is spelled ELU", error: true), EditorBrowsable(EditorBrowsableState.Never)]
public static class Elu;

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

[Obsolete("LeakyRelu is spelled LeakyReLU", error: true), EditorBrowsable(EditorBrowsableState.Never)]
public static class LeakyRelu;

[Obsolete("Logsigmoid is spelled LogSigmoid", error: true), EditorBrowsable(EditorBrowsableState.Never)]
public static class Logsigmoid;

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

[Obsolete("NllLoss is spelled NLLLoss", error: true), EditorBrowsable(EditorBrowsableState.Never)]
public static class NllLoss;

[Obsolete("PoissonNllLoss is spelled PoissonNLLLoss", error: true), EditorBrowsable(EditorBrowsableState.Never)]
public static class PoissonNllLoss;

[Obsolete("Prelu is spelled PReLU", error: true), EditorBrowsable(EditorBrowsableState.Never)]
public static class Prelu;

[Obsolete("Relu is spelled ReLU", error: true), EditorBrowsable(EditorBrowsableState.Never)]
public static class Relu;

[Obsolete("Relu6 is spelled ReLU6", error: true), EditorBrowsable(EditorBrowsableState.Never)]
public static class Relu6;

[Obsolete("Rnn is spelled RNN", error: true), EditorBrowsable(EditorBrowsableState.Never)]
public static class Rnn;

[Obsolete("RnnCell is spelled RNNCell", error: true), EditorBrowsable(EditorBrowsableState.Never)]
public static class RnnCell;

[Obsolete("Rrelu is spelled RReLU", error: true), EditorBrowsable(EditorBrowsableState.Never)]
public static class Rrelu;

[Obsolete("Selu is spelled SELU", error: true), EditorBrowsable(EditorBrowsableState.Never)]
public static class Selu;

[Obsolete("Sgd is spelled SGD", error: true), EditorBrowsable(EditorBrowsableState.Never)]
public static class Sgd;

[Obsolete("Silu is spelled SiLU", error: true), EditorBrowsable(EditorBrowsableState.Never)]
public static class Silu;
