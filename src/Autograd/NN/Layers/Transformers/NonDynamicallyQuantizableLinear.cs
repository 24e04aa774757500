namespace Autograd.NN;

/// <summary>The last projection of <see cref="MultiheadAttention"/>, which PyTorch prints under this name.</summary>
internal sealed class NonDynamicallyQuantizableLinear(int inFeatures, int outFeatures, bool bias, DType dtype)
    : Linear(inFeatures, outFeatures, bias, dtype);
