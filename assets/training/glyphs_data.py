"""Renders the digits 0-9 of free system fonts: data/glyphs/images.npy, labels.npy and fonts.csv.

White on black, 32 x 32, one byte per pixel. All digits of a face share one scale: the tallest is 24 pixels high, or
the widest 28 wide if that is smaller; each is centred by its bounding box. Anti-aliasing is the mean of 8 x 8 samples.

Fonts come from the Debian packages below, at most two faces from each. A face does not serve if it lacks a digit, if
its digits differ much in height (old-style figures, where 0 and 1 read as letters), if its strokes are so thin that a
digit has no bright pixel, or if another face already gave the same ten images.
"""

import argparse
import csv
import re
import subprocess
from pathlib import Path

import numpy as np
from PIL import Image, ImageDraw, ImageFont

SIDE = 32
HEIGHT, WIDTH = 24, 28
SUPERSAMPLE = 8
LEAST_HEIGHT = 0.85  # of a digit, relative to the tallest
LEAST_PEAK = 215  # brightest pixel of a digit
FACES_PER_PACKAGE = 2
DIGITS = "0123456789"

OFL, APACHE, VERA, GUST = "OFL-1.1", "Apache-2.0", "Bitstream-Vera", "GUST-Font-License"

# Package to the licence of its fonts; where the package offers a choice, the one used here.
PACKAGES = {
    "fonts-dejavu-core": VERA, "fonts-dejavu-extra": VERA, "fonts-hack": "MIT and Bitstream-Vera",
    "fonts-clear-sans": APACHE, "fonts-open-sans": APACHE, "fonts-roboto-slab": APACHE, "fonts-roboto-unhinted": APACHE,
    "fonts-lmodern": GUST, "fonts-texgyre": GUST, "fonts-tuffy": "public domain",
    "fonts-go": "BSD-3-Clause", "fonts-agave": "MIT", "fonts-jetbrains-mono": APACHE,
    "fonts-b612": "OFL-1.1, EPL-2.0 and EDL-1.0", "fonts-inter": "OFL-1.1 and Apache-2.0",
    "fonts-century-catalogue": "OFL-1.0", "fonts-oldstandard": "OFL-1.0", "fonts-inconsolata": "OFL-1.0",
} | dict.fromkeys(
    """fonts-allerta fonts-anonymous-pro fonts-apropal fonts-arapey fonts-averia-gwf fonts-averia-sans-gwf
    fonts-averia-serif-gwf fonts-bebas-neue fonts-cabin fonts-cantarell fonts-cardo fonts-cherrybomb fonts-cmu
    fonts-comfortaa fonts-comic-neue fonts-compagnon fonts-courier-prime fonts-croscore fonts-crosextra-caladea
    fonts-crosextra-carlito fonts-dancingscript fonts-dosis fonts-elstob fonts-eurofurence fonts-fantasque-sans
    fonts-firacode fonts-gfs-artemisia fonts-gfs-didot fonts-gfs-neohellenic fonts-gotico-antiqua fonts-hermit
    fonts-junicode fonts-jura fonts-karla fonts-karmilla fonts-kaushanscript fonts-klee fonts-kristi fonts-lato
    fonts-league-mono fonts-league-spartan fonts-leckerli-one fonts-liberation2 fonts-lobster fonts-lobstertwo
    fonts-manrope fonts-monoid fonts-mononoki fonts-mplus fonts-nanum fonts-national-park fonts-noto-mono
    fonts-okolaks fonts-opendin fonts-oxygen fonts-play fonts-quattrocento fonts-quicksand fonts-radisnoir
    fonts-reggae fonts-rocknroll fonts-routed-gothic fonts-sil-andika fonts-sil-charis fonts-sil-doulos
    fonts-sil-gentium fonts-sil-gentium-basic fonts-sil-gentiumplus fonts-smiley-sans fonts-sora fonts-stix
    fonts-yrsa-rasa fonts-yusei-magic""".split(),
    OFL)


def faces(package: str) -> list[Path]:
    listing = subprocess.run(["dpkg", "-L", package], capture_output=True, text=True, check=True).stdout
    return sorted(Path(line) for line in listing.splitlines()
                  if line.lower().endswith((".ttf", ".otf")) and not re.search("stencil|outline", line, re.I))


def load(face: Path, size: float) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(face, size, layout_engine=ImageFont.Layout.BASIC)


def render(face: Path) -> np.ndarray | None:
    """The ten digits of a face, uint8 [10, 32, 32], or None if the face does not serve."""
    font = load(face, 256)
    boxes = np.array([font.getbbox(digit, anchor="ls") for digit in DIGITS])
    widths, heights = boxes[:, 2] - boxes[:, 0], boxes[:, 3] - boxes[:, 1]
    if min(widths.min(), heights.min()) <= 0 or heights.min() < LEAST_HEIGHT * heights.max():
        return None
    scale = min(HEIGHT / heights.max(), WIDTH / widths.max())
    font = load(face, 256 * scale * SUPERSAMPLE)
    images = np.stack([draw(font, digit) for digit in DIGITS])
    distinct = len(np.unique(images.reshape(10, -1), axis=0)) == 10  # false where missing digits show as one box
    return images if distinct and images.max(axis=(1, 2)).min() >= LEAST_PEAK else None


def draw(font: ImageFont.FreeTypeFont, digit: str) -> np.ndarray:
    canvas = Image.new("L", (SIDE * SUPERSAMPLE, SIDE * SUPERSAMPLE))
    left, top, right, bottom = font.getbbox(digit, anchor="ls")
    origin = ((canvas.width - left - right) / 2, (canvas.height - top - bottom) / 2)
    ImageDraw.Draw(canvas).text(origin, digit, font=font, fill=255, anchor="ls")
    return np.asarray(canvas.resize((SIDE, SIDE), Image.Resampling.BOX))


def spread(items: list, count: int) -> list:
    """At most `count` items, evenly spaced, first and last included."""
    if len(items) <= count:
        return items
    return [items[round(k * (len(items) - 1) / (count - 1))] for k in range(count)]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--out", type=Path, default=Path(__file__).parents[1] / "data" / "glyphs")
    args = parser.parse_args()

    seen: set[bytes] = set()
    images, rows = [], []
    for package, licence in sorted(PACKAGES.items()):
        rendered = []
        for face in faces(package):
            digits = render(face)
            if digits is not None and digits.tobytes() not in seen:
                seen.add(digits.tobytes())
                rendered.append((face, digits))
        for face, digits in spread(rendered, FACES_PER_PACKAGE):
            images.append(digits)
            rows.append([package, licence, face.name, *load(face, 16).getname()])

    args.out.mkdir(parents=True, exist_ok=True)
    np.save(args.out / "images.npy", np.concatenate(images))
    np.save(args.out / "labels.npy", np.tile(np.arange(10, dtype=np.int64), len(images)))
    with (args.out / "fonts.csv").open("w", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows([["package", "licence", "file", "family", "style"], *rows])
    print(f"{len(rows)} faces of {len({row[0] for row in rows})} packages, {10 * len(rows)} images")


if __name__ == "__main__":
    main()
