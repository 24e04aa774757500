namespace Autograd.Plotting.Tests;

/// <summary>What is between dollars is written in Unicode and keeps its meaning.</summary>
public sealed class MathTextTests
{
    [TestCase("plain _x^2", "plain _x^2")]
    [TestCase("costs 5$", "costs 5$")]
    [TestCase(@"\$5 and \$6 $x$", "$5 and $6 x")]
    [TestCase(@"$h:=(tanh \circ linr_1)(x)$", "h:=(tanh ∘ linr₁)(x)")]
    [TestCase(@"$\hat{y}$ = softmax$(net(x))$", "ŷ = softmax(net(x))")]
    [TestCase(@"$\hat y_{10} = \beta_0 + \beta_1 x^{2}$", "ŷ₁₀ = β₀ + β₁ x²")]
    [TestCase(@"$\nabla f \odot g, x \in \mathbb{R}^n$", "∇ f ⊙ g, x ∈ ℝⁿ")]
    [TestCase("$[h | net(x) | \\hat{y}]$", "[h | net(x) | ŷ]")]
    [TestCase(@"$\left(\lfloor x \rfloor\right.$", "(⌊ x ⌋")]
    [TestCase(@"$\log\alpha$", "log α")]
    public void Signs_accents_and_indices_become_characters(string text, string expected) =>
        Assert.That(MathText.ToUnicode(text), Is.EqualTo(expected));

    [TestCase(@"$\frac{a+b}{c}$", "(a+b)/c")]
    [TestCase(@"$\frac{1}{2n}$", "1/(2n)")]
    [TestCase(@"$\frac{2a}{b_1}$", "2a/b₁")]
    [TestCase(@"$\frac{-a}{b-c}$", "−a/(b−c)")]
    [TestCase(@"$\frac{(a+b)}{(c+d)}$", "(a+b)/(c+d)")]
    [TestCase(@"$\frac{(a+b)(c+d)}{10}$", "(a+b)(c+d)/10")]
    [TestCase(@"$\frac{\partial L}{\partial w}$", "∂ L/∂ w")]
    [TestCase(@"$\frac{\frac{a}{b}}{c}$", "(a/b)/c")]
    [TestCase(@"$y = \frac{1}{n} \sum x$", "y = (1/n) ∑ x")]
    [TestCase(@"$y = \frac{1}{n} + \frac12$", "y = 1/n + 1/2")]
    [TestCase(@"$\frac{a}{b} \leq \frac{c}{d}$", "a/b ≤ c/d")]
    [TestCase(@"$\frac{a}{b}^2$", "(a/b)²")]
    [TestCase(@"$\log\frac{p}{q}$", "log (p/q)")]
    [TestCase(@"$\left(\frac{p}{q}\right)$", "(p/q)")]
    [TestCase(@"$\sqrt{a+b}$", "√(a+b)")]
    [TestCase(@"$\sqrt{x} \sqrt{10} \sqrt{\hat{\theta}} \sqrt{(ab)}$", "√x √10 √θ\u0302 √(ab)")]
    [TestCase(@"$\sqrt[3]{x} \sqrt[n]{ab}$", "∛x ⁿ√(ab)")]
    [TestCase(@"$\sqrt[K]{x}$", @"\sqrt[K]{x}")]
    public void Quotients_and_roots_keep_what_belongs_together(string text, string expected) =>
        Assert.That(MathText.ToUnicode(text), Is.EqualTo(expected));

    [TestCase(@"$h_t^{(l)}$", "hₜ^(l)")]
    [TestCase("$W^T$", "W^T")]
    [TestCase("$e^x$", "e^x")]
    [TestCase("$e^{-x}$ $W_{out}$ $W^Q$ $W_{QK}$", "e^(−x) Wₒᵤₜ W^Q W_(QK)")]
    [TestCase(@"$\bar{\theta}$ $\bar{ab}$", "θ\u0304 \\bar{ab}")]
    [TestCase(@"$\vec{x}$ $\unknown{x}{y} z$", @"\vec{x} \unknown{x}{y} z")]
    [TestCase(@"$x^{\vec{a}}$", @"x^(\vec{a})")]
    public void What_has_no_character_stays_readable(string text, string expected) =>
        Assert.That(MathText.ToUnicode(text), Is.EqualTo(expected));
}
