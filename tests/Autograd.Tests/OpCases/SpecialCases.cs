namespace Autograd.Tests.OpCases;

internal static partial class OpTable
{
    private static OpCase[] Special() =>
    [
        Unary("erf", x => x.Erf()),
        Unary("erfc", x => x.Erfc()),
        Unary("erfinv", x => x.ErfInv(), Between(-0.9, 0.9, 2, 3)),
        Unary("exp2", x => x.Exp2()),
        Unary("asinh", x => x.Asinh()),
        Unary("acosh", x => x.Acosh(), Between(1.2, 4, 2, 3)),
        Unary("atanh", x => x.Atanh(), Between(-0.9, 0.9, 2, 3)),
        Unary("logit", x => x.Logit(), Between(0.1, 0.9, 2, 3)),
        Unary("logit_eps", x => x.Logit(0.25), new OpInput(2, 3) { Low = 0, High = 1, Avoid = [0.25, 0.75] }),
        Unary("sinc", x => x.Sinc()),
        Unary("lgamma", x => x.Lgamma(), Between(0.4, 12, 2, 3)),
        Unary("lgamma_negative", x => x.Lgamma(), Between(-2.9, -2.1, 2, 3)),
        Unary("digamma", x => x.Digamma(), Between(0.4, 12, 2, 3)),
        Unary("digamma_negative", x => x.Digamma(), Between(-2.8, -2.2, 2, 3)),
        Unary("trigamma", x => x.Polygamma(1), Between(0.4, 12, 2, 3)),
        Unary("polygamma_3", x => x.Polygamma(3), Between(0.8, 12, 2, 3)),
        Binary("logaddexp", (a, b) => a.LogAddExp(b)),
        Binary("logaddexp2", (a, b) => a.LogAddExp2(b)),
        Binary("xlogy", (a, b) => a.XLogY(b), Nonzero(2, 3), Positive(2, 3)),
        Unary("xlogy_number", x => x.XLogY(2.5)),
        Unary("number_xlogy", x => Tensor.XLogY(2.5, x), Positive(2, 3)),
        Unary("deg2rad", x => x.Deg2Rad()),
        Unary("rad2deg", x => x.Rad2Deg()),
    ];
}
