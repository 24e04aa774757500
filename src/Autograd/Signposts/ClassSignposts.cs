using System.ComponentModel;

namespace Autograd.NN;

// Misspelled class names (PyTorch's capitals differ): using one is a compile error that names the right class.
#pragma warning disable CS1591

[Obsolete("Celu is spelled CELU", error: true), EditorBrowsable(EditorBrowsableState.Never)]
public static class Celu;

[Obsolete("Elu is spelled ELU", error: true), EditorBrowsable(EditorBrowsableState.Never)]
public static class Elu;

[Obsolete("Gelu is spelled GELU", error: true), EditorBrowsable(EditorBrowsableState.Never)]
public static class Gelu;

[Obsolete("Glu is spelled GLU", error: true), EditorBrowsable(EditorBrowsableState.Never)]
public static class Glu;

[Obsolete("Gru is spelled GRU", error: true), EditorBrowsable(EditorBrowsableState.Never)]
public static class Gru;

[Obsolete("GruCell is spelled GRUCell", error: true), EditorBrowsable(EditorBrowsableState.Never)]
public static class GruCell;

[Obsolete("LeakyRelu is spelled LeakyReLU", error: true), EditorBrowsable(EditorBrowsableState.Never)]
public static class LeakyRelu;

[Obsolete("Logsigmoid is spelled LogSigmoid", error: true), EditorBrowsable(EditorBrowsableState.Never)]
public static class Logsigmoid;

[Obsolete("Lstm is spelled LSTM", error: true), EditorBrowsable(EditorBrowsableState.Never)]
public static class Lstm;

[Obsolete("LstmCell is spelled LSTMCell", error: true), EditorBrowsable(EditorBrowsableState.Never)]
public static class LstmCell;

[Obsolete("RmsNorm is spelled RMSNorm", error: true), EditorBrowsable(EditorBrowsableState.Never)]
public static class RmsNorm;

[Obsolete("MseLoss is spelled MSELoss", error: true), EditorBrowsable(EditorBrowsableState.Never)]
public static class MseLoss;

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

[Obsolete("Selu is spelled SELU", error: true), EditorBrowsable(EditorBrowsableState.Never)]
public static class Selu;

[Obsolete("Sgd is spelled SGD", error: true), EditorBrowsable(EditorBrowsableState.Never)]
public static class Sgd;

[Obsolete("Silu is spelled SiLU", error: true), EditorBrowsable(EditorBrowsableState.Never)]
public static class Silu;
