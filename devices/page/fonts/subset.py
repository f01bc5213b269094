"""Makes NotoSansSC-Medium.subset.ttf from the whole font, with fontTools.

    python3 subset.py NotoSansSC_500Medium.ttf NotoSansSC-Medium.subset.ttf

Kept: GB 2312, the first level of Big5, kana, CJK punctuation and full-width
forms. Layout tables and hinting are dropped: neither the raster nor the PDF
uses them.
"""

import sys

from fontTools import subset
from fontTools.ttLib import TTFont


def decoded(codec, highs, lows):
    """Every character that the codec has at these two-byte positions."""
    for high in highs:
        for low in lows:
            try:
                yield ord(bytes([high, low]).decode(codec))
            except UnicodeDecodeError:
                pass


def wanted():
    trail = list(range(0x40, 0x7F)) + list(range(0xA1, 0xFF))
    points = set(decoded("gb2312", range(0xA1, 0xF8), range(0xA1, 0xFF)))
    points |= set(decoded("big5", range(0xA4, 0xC6), trail))
    points |= set(decoded("big5", [0xC6], range(0x40, 0x7F)))
    points |= set(range(0x3000, 0x3100)) | set(range(0xFF00, 0xFFF0))
    return {point for point in points if point >= 0x2000}


def main(source, target):
    font = TTFont(source)
    options = subset.Options()
    options.hinting = False
    options.layout_features = []
    options.name_IDs = [0, 1, 2, 3, 4, 5, 6, 13, 14]
    options.notdef_outline = True
    options.drop_tables += ["vhea", "vmtx", "GSUB", "GPOS", "GDEF", "BASE", "STAT"]
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=wanted())
    subsetter.subset(font)
    font.save(target)


main(sys.argv[1], sys.argv[2])
