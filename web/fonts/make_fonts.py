"""Cuts the fonts down to what ships: make_fonts.py SOURCES ICONS_H OUT

Inter and JetBrains Mono keep the Latin letters and the signs that texts use; what they lack is drawn by the browser.
The page's own drawing and the browser's must set a line alike to the pixel, so the fonts hold only what both can do:
no substitutions, kerning as the plain `kern` table, figures of one width. Lucide keeps the icons that shell/ui/icons.h
lists, in its order from U+E000 on. The same sources give the same bytes.
"""
import json
import re
import sys
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont, newTable
from fontTools.ttLib.tables._k_e_r_n import KernTable_format_0

LATIN = [*range(0x20, 0x7F), *range(0xA0, 0x180), 0x192, 0x218, 0x219, 0x21A, 0x21B, 0x1E9E]
SIGNS = [*range(0x2010, 0x2016), *range(0x2018, 0x201F), 0x2020, 0x2021, 0x2022, 0x2026, 0x2030, 0x2032, 0x2033, 0x2039,
         0x203A, 0x20AC, 0x2116, 0x2122, *range(0x2190, 0x2194), 0x2212, 0x221E, 0x2248, 0x2260, 0x2264, 0x2265, 0x25CF,
         0x2713, 0x2717, 0xFFFD]
KERNED = range(0x21, 0x7F)
TABLES = ['GSUB', 'GPOS', 'GDEF', 'STAT', 'gasp', 'prep', 'kern']


def tabular_figures(font):
    """Maps 0-9 to the glyphs that the feature `tnum` puts in their place."""
    table = font['GSUB'].table
    swaps = {}
    for record in table.FeatureList.FeatureRecord:
        if record.FeatureTag != 'tnum':
            continue
        for index in record.Feature.LookupListIndex:
            for one in table.LookupList.Lookup[index].SubTable:
                swaps.update(getattr(one, 'ExtSubTable', one).mapping)
    for cmap in font['cmap'].tables:
        for code in range(0x30, 0x3A):
            if code in cmap.cmap:
                cmap.cmap[code] = swaps.get(cmap.cmap[code], cmap.cmap[code])


def pair_lookups(font):
    table = font['GPOS'].table
    indices = sorted({i for r in table.FeatureList.FeatureRecord if r.FeatureTag == 'kern' for i in r.Feature.LookupListIndex})
    for index in indices:
        subtables = [getattr(one, 'ExtSubTable', one) for one in table.LookupList.Lookup[index].SubTable]
        yield [one for one in subtables if one.LookupType == 2]


def advance(value):
    return getattr(value, 'XAdvance', 0) or 0 if value else 0


def kerning_of(subtables, left, right):
    """What the first subtable that speaks of the pair says; None when none does."""
    for one in subtables:
        if left not in one.Coverage.glyphs:
            continue
        if one.Format == 1:
            for pair in one.PairSet[one.Coverage.glyphs.index(left)].PairValueRecord:
                if pair.SecondGlyph == right:
                    return advance(pair.Value1)
        else:
            record = one.Class1Record[one.ClassDef1.classDefs.get(left, 0)]
            return advance(record.Class2Record[one.ClassDef2.classDefs.get(right, 0)].Value1)
    return None


def kerning(font):
    cmap = font.getBestCmap()
    glyphs = sorted({cmap[code] for code in KERNED if code in cmap})
    pairs = {}
    for subtables in pair_lookups(font):
        for left in glyphs:
            for right in glyphs:
                value = kerning_of(subtables, left, right)
                if value:
                    pairs[left, right] = pairs.get((left, right), 0) + value
    return {pair: value for pair, value in pairs.items() if value}


def cut(font, codes):
    options = subset.Options()
    options.drop_tables += TABLES
    options.hinting = False
    options.layout_features = []
    options.name_IDs = [0, 1, 2, 5, 13, 14]
    options.notdef_outline = True
    options.recalc_timestamp = False
    options.glyph_names = False
    maker = subset.Subsetter(options)
    maker.populate(unicodes=codes)
    maker.subset(font)


def with_kerning(font, pairs, order):
    """`pairs` name glyphs; the font may have lost their names, not their order by code."""
    table = newTable('kern')
    table.version = 0
    sub = KernTable_format_0()
    sub.coverage, sub.apple, sub.version = 1, False, 0
    cmap = font.getBestCmap()
    now = {order[code]: cmap[code] for code in KERNED if code in cmap}
    sub.kernTable = {(now[a], now[b]): v for (a, b), v in pairs.items()}
    table.kernTables = [sub]
    font['kern'] = table


def make_text_font(source, target, kerned):
    font = TTFont(source, recalcTimestamp=False)
    if kerned:
        tabular_figures(font)
    order = font.getBestCmap()
    pairs = kerning(font) if kerned else {}
    cut(font, [code for code in LATIN + SIGNS if code in order])
    if pairs:
        with_kerning(font, pairs, order)
    font.save(target)


def make_icon_font(sources, icons_h, target):
    lines = re.search(r'enum class Icon[^{]*\{(.*?)\};', Path(icons_h).read_text(), re.S)[1].splitlines()
    entries = [re.match(r'\s*(\w+),(?:\s*//\s*(\S+))?', line) for line in lines]
    names = [entry[2] or entry[1].replace('_', '-') for entry in entries if entry]
    codes = json.loads(Path(sources, 'codepoints.json').read_text())
    unknown = [name for name in names[1:] if name not in codes]
    if unknown:
        sys.exit(f'Expected names of Lucide icons in {icons_h}, found: {", ".join(unknown)}. Write the right name in a comment.')
    font = TTFont(Path(sources, 'lucide.ttf'), recalcTimestamp=False)
    cut(font, sorted({codes[name] for name in names[1:]}))
    best = font.getBestCmap()
    for cmap in font['cmap'].tables:
        cmap.cmap = {0xE000 + n: best[codes[name]] for n, name in enumerate(names) if n}
    font.save(target)


def main(sources, icons_h, out):
    Path(out).mkdir(parents=True, exist_ok=True)
    for source, target in [('Inter_400Regular', 'inter-400'), ('Inter_500Medium', 'inter-500'), ('Inter_600SemiBold', 'inter-600')]:
        make_text_font(Path(sources, f'{source}.ttf'), Path(out, f'{target}.ttf'), kerned=True)
    make_text_font(Path(sources, 'JetBrainsMono_400Regular.ttf'), Path(out, 'jetbrains-mono-400.ttf'), kerned=False)
    make_icon_font(sources, icons_h, Path(out, 'lucide.ttf'))


if __name__ == '__main__':
    if len(sys.argv) != 4:
        sys.exit(__doc__.splitlines()[0])
    main(*sys.argv[1:])
