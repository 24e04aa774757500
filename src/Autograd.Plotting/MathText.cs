using System.Text;

namespace Autograd.Plotting;

/// <summary>
/// Reads matplotlib's mathtext, the TeX between dollars, into the characters that Unicode has for it: Greek letters, signs,
/// accents, sub- and superscripts. A fraction becomes a quotient and a root a root sign, with brackets where they are needed. What
/// has no character in the font stays in a notation that means the same: <c>e^x</c>, and commands that are not known as written.
/// </summary>
internal static class MathText
{
    /// <summary>The signs by their commands.</summary>
    internal static readonly Dictionary<string, string> Symbols = NameTable.Of(
        "alpha α beta β gamma γ delta δ epsilon ϵ varepsilon ε zeta ζ eta η theta θ iota ι kappa κ lambda λ",
        "mu μ nu ν xi ξ pi π rho ρ sigma σ tau τ upsilon υ phi φ chi χ psi ψ omega ω Gamma Γ Delta Δ Theta Θ",
        "Lambda Λ Xi Ξ Pi Π Sigma Σ Phi Φ Psi Ψ Omega Ω circ ∘ cdot ⋅ times × odot ⊙ otimes ⊗ oplus ⊕ pm ±",
        "div ÷ ast ∗ leq ≤ le ≤ geq ≥ ge ≥ neq ≠ ne ≠ approx ≈ sim ∼ equiv ≡ propto ∝ to → rightarrow →",
        "leftarrow ← Rightarrow ⇒ mapsto ↦ uparrow ↑ downarrow ↓ nabla ∇ partial ∂ sum ∑ prod ∏ int ∫ infty ∞",
        "ell ℓ in ∈ notin ∉ subset ⊂ cup ∪ cap ∩ forall ∀ exists ∃ top ⊤ prime ′ ldots … dots … cdots ⋯ mid |",
        "| ‖ Vert ‖ lVert ‖ rVert ‖ vert | lvert | rvert | langle ⟨ rangle ⟩ lfloor ⌊ rfloor ⌋ lceil ⌈ rceil ⌉ mp ∓ ll ≪ gg ≫",
        "star ⋆ bullet • setminus ∖ emptyset ∅ subseteq ⊆ supset ⊃ wedge ∧ vee ∨ neg ¬ perp ⊥ parallel ∥ dagger † hbar ℏ",
        "iff ⇔ Leftrightarrow ⇔ leftrightarrow ↔ triangleq ≜");

    private static readonly Dictionary<string, string> Accents = NameTable.Of(
        "hat \u0302 widehat \u0302 tilde \u0303 bar \u0304 overline \u0304 dot \u0307 ddot \u0308");

    // Letters that have a character of their own with the accent.
    private const string Plain = "aceghijosuwyzACEGHIJOSUWYZ";
    private const string Hatted = "âĉêĝĥîĵôŝûŵŷẑÂĈÊĜĤÎĴÔŜÛŴŶẐ";
    private const string Lower = "0123456789+−=()aeoxhklmnpstiruvj";
    private const string Subscripts = "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎ₐₑₒₓₕₖₗₘₙₚₛₜᵢᵣᵤᵥⱼ";
    private const string Raised = "0123456789+−=()inabdegkmoptuvhjrwy";
    private const string Superscripts = "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁱⁿᵃᵇᵈᵉᵍᵏᵐᵒᵖᵗᵘᵛʰʲʳʷʸ";

    // Beside these a quotient needs no brackets: they bind weaker, or are brackets themselves.
    private const string Weak = "+−±∓=≠<>≤≥≈∼≡∝∈→←⇒⇔↦,;:([{|⟨⟩)]}‖⌊⌋⌈⌉";

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
                case '\\':
                    var isFraction = IsFraction(tex, at);
                    var part = Command(tex, ref at);
                    result.Append(isFraction && (BindsBefore(result) || BindsAfter(tex, at)) ? $"({part})" : part);
                    break;
                case '_' or '^':
                    var isLower = tex[at++] == '_';
                    result.Append(Script(Argument(tex, ref at), isLower));
                    break;
                case '{' or '}': at++; break;
                case '-': result.Append('−'); at++; break;
                case '\'': result.Append('′'); at++; break;
                default: result.Append(tex[at++]); break;
            }
        }

        return result.ToString();
    }

    private static bool IsFraction(string tex, int at) =>
        tex.AsSpan(at) is var rest && (rest.StartsWith("\\frac") || rest.StartsWith("\\dfrac") || rest.StartsWith("\\tfrac"));

    /// <summary>Whether what stands before would take the numerator alone: <c>log a/b</c>, <c>c/a/b</c>.</summary>
    private static bool BindsBefore(StringBuilder before) =>
        before.ToString().AsSpan().TrimEnd() is { Length: > 0 } text && !Weak.Contains(text[^1]);

    /// <summary>Whether what follows would go to the denominator: <c>a/b x</c>.</summary>
    private static bool BindsAfter(string tex, int at)
    {
        var rest = tex.AsSpan(at).TrimStart();
        if (rest.Length == 0) return false;
        if (rest[0] is '-' or '/' or '}') return rest[0] == '/';
        if (rest[0] != '\\' || rest.Length == 1) return !Weak.Contains(rest[0]);
        var next = 0;
        var sign = Command(rest.ToString(), ref next);
        return rest.StartsWith("\\right") ? false : sign is not [var only] || !Weak.Contains(only);
    }

    private static string Script(string content, bool isLower)
    {
        var (from, to) = isLower ? (Lower, Subscripts) : (Raised, Superscripts);
        return content.Length > 0 && content.All(from.Contains)
            ? string.Concat(content.Select(c => to[from.IndexOf(c)]))
            : (isLower ? "_" : "^") + Bracketed(content, IsOne(content));
    }

    private static string Command(string tex, ref int at)
    {
        var begin = at;
        var start = ++at;
        if (at == tex.Length) return "\\";
        while (at < tex.Length && char.IsAsciiLetter(tex[at])) at++;
        if (at == start) at++;
        var name = tex[start..at];
        if (Symbols.TryGetValue(name, out var symbol)) return symbol;
        if (Accents.TryGetValue(name, out var accent))
        {
            // An accent is over one letter; over several it would seem to belong to the last.
            var letter = Argument(tex, ref at);
            if (!IsOne(letter)) return tex[begin..at];
            if (accent == "\u0302" && letter.Length == 1 && Plain.Contains(letter[0])) return Hatted[Plain.IndexOf(letter[0])].ToString();
            return letter + accent;
        }

        switch (name)
        {
            case "left" or "right":
                if (at < tex.Length && tex[at] == '.') at++;
                return "";
            case "!": return "";
            case "," or ";" or ":" or " " or "quad" or "qquad": return " ";
            case "{" or "}" or "%" or "_" or "#" or "&": return name;
            case "frac" or "dfrac" or "tfrac":
                var (above, below) = (Argument(tex, ref at), Argument(tex, ref at));
                return $"{Bracketed(above, IsProduct(above))}/{Bracketed(below, IsOne(below) || IsDifferential(below))}";
            case "sqrt": return Root(tex, begin, ref at);
            case "mathbb": return Styled(Argument(tex, ref at), "R ℝ N ℕ Z ℤ Q ℚ C ℂ E 𝔼 P ℙ");
            case "mathcal": return Styled(Argument(tex, ref at), "L ℒ N 𝒩 D 𝒟");
            case "mathrm" or "mathbf" or "mathit" or "boldsymbol" or "text" or "textbf" or "operatorname": return Argument(tex, ref at);
            case "exp" or "log" or "ln" or "sin" or "cos" or "tan" or "tanh" or "sinh" or "cosh" or "max" or "min" or "arg" or "lim" or "det":
                return at < tex.Length && tex[at] == '\\' ? name + " " : name;
        }

        // What is not known stays as it was written, its groups too.
        while (at < tex.Length && tex[at] == '{') Argument(tex, ref at);
        return tex[begin..at];
    }

    private static string Root(string tex, int begin, ref int at)
    {
        var sign = "√";
        if (at < tex.Length && tex[at] == '[' && tex.IndexOf(']', at) is > 0 and var end)
        {
            var index = Convert(tex[(at + 1)..end]);
            at = end + 1;
            if (index is "3" or "4") sign = index == "3" ? "∛" : "∜";
            else if (index.Length > 0 && index.All(Raised.Contains)) sign = (index == "2" ? "" : Script(index, isLower: false)) + "√";
            else
            {
                Argument(tex, ref at);
                return tex[begin..at];
            }
        }

        var content = Argument(tex, ref at);
        return sign + Bracketed(content, IsOne(content));
    }

    private static string Bracketed(string text, bool isClear) => isClear ? text : $"({text})";

    /// <summary>One letter with its accents and indices, one number, or what is in brackets already.</summary>
    private static bool IsOne(string text)
    {
        text = text.Trim();
        if (text.Length == 0 || text.All(c => char.IsAsciiDigit(c) || c == '.')) return true;
        if (IsInBrackets(text)) return true;
        var letters = text.EnumerateRunes().Count(rune => !Subscripts.Contains(rune.ToString()) && !Superscripts.Contains(rune.ToString())
            && rune.Value is not (>= 0x300 and < 0x370) && rune.Value != '′');
        return letters == 1;
    }

    private static bool IsInBrackets(string text)
    {
        if (text[0] is not ('(' or '[' or '⟨') || text[^1] is not (')' or ']' or '⟩')) return false;
        var depth = 0;
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] is '(' or '[' or '⟨') depth++;
            else if (text[i] is ')' or ']' or '⟩' && --depth == 0) return i == text.Length - 1;
        }

        return false;
    }

    /// <summary>A product, which as a numerator needs no brackets: no sum, relation or quotient in it but in brackets.</summary>
    private static bool IsProduct(string text)
    {
        var depth = 0;
        foreach (var c in text)
        {
            if (c is '(' or '[' or '⟨') depth++;
            else if (c is ')' or ']' or '⟩') depth--;
            else if (depth == 0 && (c is '/' or '∑' or '∏' or '∫' || ("+−±∓=≠<>≤≥≈∼≡∝∈→←⇒⇔↦,;:".Contains(c) && !(c == '−' && text[0] == c && text.LastIndexOf(c) == 0))))
                return false;
        }

        return true;
    }

    /// <summary>A derivative's denominator, such as <c>∂ w</c>.</summary>
    private static bool IsDifferential(string text) => text.Trim() is ['∂' or 'd', .. var of] && of.Trim().Length > 0 && IsOne(of);

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
