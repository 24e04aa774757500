using System.Text;

namespace Autograd.Plotting;

/// <summary>
/// Reads matplotlib's mathtext, the TeX between dollars, into the characters that Unicode has for it: Greek letters, signs,
/// accents, sub- and superscripts. What Unicode has no character for stays as it was written.
/// </summary>
internal static class MathText
{
    private static readonly Dictionary<string, string> Symbols = NameTable.Of(
        "alpha α beta β gamma γ delta δ epsilon ϵ varepsilon ε zeta ζ eta η theta θ iota ι kappa κ lambda λ",
        "mu μ nu ν xi ξ pi π rho ρ sigma σ tau τ upsilon υ phi φ chi χ psi ψ omega ω Gamma Γ Delta Δ Theta Θ",
        "Lambda Λ Xi Ξ Pi Π Sigma Σ Phi Φ Psi Ψ Omega Ω circ ∘ cdot ⋅ times × odot ⊙ otimes ⊗ oplus ⊕ pm ±",
        "div ÷ ast ∗ leq ≤ le ≤ geq ≥ ge ≥ neq ≠ ne ≠ approx ≈ sim ∼ equiv ≡ propto ∝ to → rightarrow →",
        "leftarrow ← Rightarrow ⇒ mapsto ↦ uparrow ↑ downarrow ↓ nabla ∇ partial ∂ sum ∑ prod ∏ int ∫ infty ∞",
        "ell ℓ in ∈ notin ∉ subset ⊂ cup ∪ cap ∩ forall ∀ exists ∃ top ⊤ prime ′ ldots … dots … cdots ⋯ mid |",
        "| ‖ Vert ‖ langle ⟨ rangle ⟩");

    private static readonly Dictionary<string, string> Accents = NameTable.Of(
        "hat \u0302 widehat \u0302 tilde \u0303 bar \u0304 overline \u0304 dot \u0307 ddot \u0308");

    // Letters that have a character of their own with the accent.
    private const string Plain = "aceghijosuwyzACEGHIJOSUWYZ";
    private const string Hatted = "âĉêĝĥîĵôŝûŵŷẑÂĈÊĜĤÎĴÔŜÛŴŶẐ";
    private const string Lower = "0123456789+−=()aeoxhklmnpstiruvj";
    private const string Subscripts = "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎ₐₑₒₓₕₖₗₘₙₚₛₜᵢᵣᵤᵥⱼ";
    private const string Raised = "0123456789+−=()inabdegkmoptuvhjrwy";
    private const string Superscripts = "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁱⁿᵃᵇᵈᵉᵍᵏᵐᵒᵖᵗᵘᵛʰʲʳʷʸ";

    /// <summary>The text with what is between dollars replaced; <c>\$</c> is a dollar.</summary>
    internal static string ToUnicode(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (!text.Contains('$')) return text;
        var parts = text.Replace("\\$", "\uE000").Split('$');
        if (parts.Length % 2 == 0) return text.Replace("\\$", "$");   // a dollar without its pair is a dollar
        for (var i = 1; i < parts.Length; i += 2) parts[i] = Convert(parts[i]);
        return string.Concat(parts).Replace('\uE000', '$');
    }

    private static string Convert(string tex)
    {
        var result = new StringBuilder();
        for (var at = 0; at < tex.Length;)
        {
            switch (tex[at])
            {
                case '\\': result.Append(Command(tex, ref at)); break;
                case '_' or '^':
                    var isLower = tex[at++] == '_';
                    var content = Argument(tex, ref at);
                    var (from, to) = isLower ? (Lower, Subscripts) : (Raised, Superscripts);
                    if (content.Length > 0 && content.All(from.Contains)) foreach (var c in content) result.Append(to[from.IndexOf(c)]);
                    else result.Append(isLower ? '_' : '^').Append(content.Length > 1 ? $"({content})" : content);
                    break;
                case '{' or '}': at++; break;
                case '-': result.Append('−'); at++; break;
                case '\'': result.Append('′'); at++; break;
                default: result.Append(tex[at++]); break;
            }
        }

        return result.ToString();
    }

    private static string Command(string tex, ref int at)
    {
        var start = ++at;
        if (at == tex.Length) return "\\";
        while (at < tex.Length && char.IsAsciiLetter(tex[at])) at++;
        if (at == start) at++;
        var name = tex[start..at];
        if (Symbols.TryGetValue(name, out var symbol)) return symbol;
        if (Accents.TryGetValue(name, out var accent))
        {
            var letter = Argument(tex, ref at);
            if (accent == "\u0302" && letter.Length == 1 && Plain.Contains(letter[0])) return Hatted[Plain.IndexOf(letter[0])].ToString();
            return letter + accent;
        }

        return name switch
        {
            "left" or "right" or "!" => "",
            "," or ";" or " " or "quad" => " ",
            "{" or "}" or "%" or "_" or "#" or "&" => name,
            "frac" => $"{Argument(tex, ref at)}/{Argument(tex, ref at)}",
            "sqrt" => $"√{Argument(tex, ref at)}",
            "mathbb" => Styled(Argument(tex, ref at), "R ℝ N ℕ Z ℤ Q ℚ C ℂ E 𝔼 P ℙ"),
            "mathcal" => Styled(Argument(tex, ref at), "L ℒ N 𝒩 D 𝒟"),
            "mathrm" or "mathbf" or "mathit" or "text" or "textbf" or "operatorname" => Argument(tex, ref at),
            "exp" or "log" or "ln" or "sin" or "cos" or "tan" or "tanh" or "max" or "min" or "arg" or "lim" => name,
            _ => "\\" + name,
        };
    }

    private static string Styled(string letter, string table) => NameTable.Of(table).GetValueOrDefault(letter, letter);

    /// <summary>What follows: a group in braces, a command, or one character.</summary>
    private static string Argument(string tex, ref int at)
    {
        while (at < tex.Length && tex[at] == ' ') at++;
        if (at == tex.Length) return "";
        if (tex[at] == '\\') return Command(tex, ref at);
        if (tex[at] != '{') return tex[at++].ToString();
        var (start, depth) = (at + 1, 0);
        for (; at < tex.Length; at++)
        {
            if (tex[at] == '{') depth++;
            else if (tex[at] == '}' && --depth == 0) break;
        }

        var content = tex[start..Math.Min(at, tex.Length)];
        at = Math.Min(at + 1, tex.Length);
        return Convert(content);
    }
}
