"""Makes AutogradSans.ttf, the font that the library ships, from two fonts under the SIL Open Font License 1.1.

    apt-get install python3-fonttools python3-brotli
    npm pack pretendard@1.3.9 && tar xzf pretendard-1.3.9.tgz --one-top-level=pretendard
    npm pack @fontsource/noto-sans-math@5.3.0 && tar xzf fontsource-noto-sans-math-5.3.0.tgz --one-top-level=noto-sans-math
    /usr/bin/python3 make_font.py pretendard noto-sans-math

Pretendard Regular gives Latin, Greek, Cyrillic, Hangul (all 11,172 syllables), sub- and superscripts, arrows and marks;
Noto Sans Math gives the mathematical signs that Pretendard lacks (∇ ⊙ ∈ ℝ ∘ …). The reserved name "Pretendard" may not
name a modified font, hence the name "Autograd Sans". Outlines are quadratic and there is no hinting, so that
TrueTypeSubset.cs can cut the glyphs that a picture uses out of it.
"""
import pathlib
import sys
import tempfile

from fontTools import subset, ttLib
from fontTools.merge import Merger
from fontTools.ttLib.scaleUpem import scale_upem

HERE = pathlib.Path(__file__).parent
RANGES = [
    (0x20, 0x7E), (0xA0, 0x17F), (0x192, 0x192), (0x218, 0x21B), (0x2B0, 0x2B8), (0x2C6, 0x2DD), (0x300, 0x308), (0x370, 0x3FF), (0x400, 0x45F), (0x1D2C, 0x1D6A),
    (0x1E00, 0x1EFF), (0x2000, 0x206F), (0x2070, 0x209C), (0x20A0, 0x20BF), (0x2100, 0x214F), (0x2150, 0x218B), (0x2190, 0x21FF),
    (0x2200, 0x22FF), (0x2300, 0x230F), (0x2329, 0x232A), (0x23B4, 0x23B5), (0x2460, 0x2473), (0x2500, 0x257F), (0x2580, 0x259F), (0x25A0, 0x25FF),
    (0x2605, 0x2606), (0x2660, 0x2667), (0x2713, 0x2717), (0x27E8, 0x27E9), (0x27F5, 0x27FA), (0x2A00, 0x2A2F), (0x2C7C, 0x2C7C), (0x3001, 0x3003), (0x3008, 0x3011),
    (0x3131, 0x318E), (0xAC00, 0xD7A3), (0xFF01, 0xFF5E), (0xFFFD, 0xFFFD), (0x1D538, 0x1D56B), (0x1D49C, 0x1D4CF),
]


def characters():
    return {c for first, last in RANGES for c in range(first, last + 1)}


def cut(font, unicodes):
    options = subset.Options()
    options.hinting = False
    options.layout_features = []
    options.notdef_outline = True
    options.name_IDs = [1, 2]
    options.drop_tables += ["GSUB", "GPOS", "GDEF", "MATH", "kern", "DSIG", "gasp", "vhea", "vmtx", "BASE", "VORG"]
    options.glyph_names = False
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=unicodes)
    cutter.subset(font)
    return font


def main(pretendard, noto_sans_math):
    text = ttLib.TTFont(pathlib.Path(pretendard) / "package/dist/public/static/alternative/Pretendard-Regular.ttf", recalcTimestamp=False)
    maths = ttLib.TTFont(pathlib.Path(noto_sans_math) / "package/files/noto-sans-math-latin-400-normal.woff2", recalcTimestamp=False)
    maths.flavor = None
    wanted = characters()
    from_text = wanted & set(text.getBestCmap())
    from_maths = (wanted - from_text) & set(maths.getBestCmap())
    cut(text, from_text)
    cut(maths, from_maths)
    scale_upem(maths, text["head"].unitsPerEm)

    # Line height and the position of the baseline are Pretendard's: signs that reach further must not spread all lines.
    metrics = {(table, field): getattr(text[table], field) for table, field in
               [("hhea", "ascent"), ("hhea", "descent"), ("hhea", "lineGap"), ("OS/2", "sTypoAscender"), ("OS/2", "sTypoDescender"),
                ("OS/2", "sTypoLineGap"), ("OS/2", "usWinAscent"), ("OS/2", "usWinDescent"), ("OS/2", "sxHeight"), ("OS/2", "sCapHeight")]}
    with tempfile.TemporaryDirectory() as folder:
        paths = [f"{folder}/text.ttf", f"{folder}/maths.ttf"]
        text.save(paths[0])
        maths.save(paths[1])
        font = Merger().merge(paths)
    for (table, field), value in metrics.items():
        setattr(font[table], field, value)
    font.recalcBBoxes = False
    font["head"].yMin, font["head"].yMax = metrics["hhea", "descent"], metrics["hhea", "ascent"]

    name = font["name"]
    name.names = []
    copyright = ("Copyright (c) 2021, Kil Hyung-jin (https://github.com/orioncactus/pretendard), with Reserved Font Name Pretendard. "
                 "Copyright 2022 Google LLC (Noto Sans Math).")
    for identifier, value in {0: copyright, 1: "Autograd Sans", 2: "Regular", 3: "Autograd Sans 1.0", 4: "Autograd Sans", 5: "Version 1.0",
                              6: "AutogradSans-Regular", 13: "SIL Open Font License, Version 1.1", 14: "https://scripts.sil.org/OFL"}.items():
        name.setName(value, identifier, 3, 1, 0x409)
    font["head"].created = font["head"].modified = 3_700_000_000
    font.recalcTimestamp = False
    font["post"].formatType = 3.0
    font.save(HERE / "AutogradSans.ttf")
    print(f"{len(from_text)} characters of Pretendard, {len(from_maths)} of Noto Sans Math, "
          f"{(HERE / 'AutogradSans.ttf').stat().st_size:,} bytes")


main(*sys.argv[1:])
