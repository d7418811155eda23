"""Renders emoji of Noto Color Emoji: data/emoji/images.npy, labels.npy and emoji.csv.

On white, 3 x 32 x 32, one byte per channel. Each picture of the font (136 x 128 pixels, transparent) is reduced to
30 pixels by averaging, and centred by its bounding box. Emoji of one code point only, so that nothing depends on a
shaping engine; the classes are subgroups of Unicode's list of emoji, less what does not fit them.

Nothing is mirrored or otherwise varied in training, so the shipped set is all that the network sees.
"""

import argparse
import csv
import re
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from PIL import Image, ImageDraw, ImageFont

PACKAGES = ["fonts-noto-color-emoji", "unicode-data"]
FONT = Path("/usr/share/fonts/truetype/noto/NotoColorEmoji.ttf")
LIST = Path("/usr/share/unicode/emoji/emoji-test.txt")

SIDE, INNER = 32, 30
STRIKE = 109  # the only size of the bitmaps in the font

# Class to the subgroups of emoji-test.txt that it holds.
CLASSES = {
    "faces": ["face-smiling", "face-affection", "face-tongue", "face-hand", "face-neutral-skeptical", "face-sleepy",
              "face-unwell", "face-hat", "face-glasses", "face-concerned", "face-negative"],
    "animals": ["animal-mammal", "animal-bird", "animal-amphibian", "animal-reptile", "animal-marine", "animal-bug",
                "monkey-face"],
    "plants": ["plant-flower", "plant-other"],
    "fruit": ["food-fruit", "food-vegetable"],
    "food": ["food-prepared", "food-asian", "food-sweet", "food-marine", "drink"],
    "vehicles": ["transport-ground", "transport-water", "transport-air"],
    "buildings": ["place-building", "place-religious"],
    "sky": ["sky & weather"],
    "hearts": ["heart"],
    "clothes": ["clothing"],
}

# Names that do not show what their class says, or not at this size.
LEFT_OUT = re.compile("""paw prints|wheel|railway track|motorway|police car light|traffic light|stop sign|fuel pump
    |bus stop|construction|anchor|luggage|seat|thermometer|oil drum|kiss mark|love letter|spider web|droplet|fog$
    |ring buoy|stadium|brick|wood$|rock$|comet|tornado|milky way|bubbles|safety vest|rescue|skull|pile of poo|microbe|coral
    |umbrella on ground|empty nest|nest with eggs|mouth$|shopping bags|ring$|gem stone|lipstick|feather|wing$
    |prayer beads|kaaba|slot|heart decoration|reverse""".replace("\n    ", ""))


def emoji() -> Iterator[tuple[str, str, str]]:
    """Character, name and class of each emoji of one code point, in Unicode's order."""
    of_subgroup = {subgroup: name for name, subgroups in CLASSES.items() for subgroup in subgroups}
    subgroup = ""
    for line in LIST.read_text(encoding="utf-8").splitlines():
        if line.startswith("# subgroup: "):
            subgroup = line.removeprefix("# subgroup: ")
        entry = re.match(r"([0-9A-F ]+?) +; fully-qualified +# \S+ E\S+ (.+)", line)
        if not entry or subgroup not in of_subgroup:
            continue
        points = [int(point, 16) for point in entry[1].split() if point != "FE0F"]  # FE0F asks for the colour picture
        if len(points) == 1 and not LEFT_OUT.search(entry[2]):
            yield chr(points[0]), entry[2], of_subgroup[subgroup]


def render(font: ImageFont.FreeTypeFont, character: str) -> np.ndarray | None:
    """uint8 [3, 32, 32], or None where the font has no picture."""
    canvas = Image.new("RGBA", (160, 160), (255, 255, 255, 0))
    ImageDraw.Draw(canvas).text((12, 12), character, font=font, embedded_color=True)
    box = canvas.getchannel("A").getbbox()
    if box is None:
        return None
    picture = canvas.crop(box)
    scale = INNER / max(picture.size)
    size = [max(1, round(scale * side)) for side in picture.size]
    reduced = picture.resize(size, Image.Resampling.BOX)
    page = Image.new("RGBA", (SIDE, SIDE), "white")
    page.alpha_composite(reduced, ((SIDE - size[0]) // 2, (SIDE - size[1]) // 2))
    return np.asarray(page.convert("RGB")).transpose(2, 0, 1)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--out", type=Path, default=Path(__file__).parents[1] / "data" / "emoji")
    args = parser.parse_args()

    font = ImageFont.truetype(FONT, STRIKE, layout_engine=ImageFont.Layout.BASIC)
    names = list(CLASSES)
    seen: set[bytes] = set()
    images, labels, rows = [], [], []
    for character, name, group in emoji():
        image = render(font, character)
        if image is None or image.tobytes() in seen:
            continue
        seen.add(image.tobytes())
        images.append(image)
        labels.append(names.index(group))
        rows.append([f"U+{ord(character):04X}", name, group])

    args.out.mkdir(parents=True, exist_ok=True)
    np.save(args.out / "images.npy", np.stack(images))
    np.save(args.out / "labels.npy", np.array(labels, np.int64))
    with (args.out / "emoji.csv").open("w", newline="", encoding="utf-8") as file:
        csv.writer(file, lineterminator="\n").writerows([["code point", "name", "class"], *rows])
    print(f"{len(rows)} images; " + ", ".join(
        f"{name} {labels.count(k)}" for k, name in enumerate(names)))


if __name__ == "__main__":
    main()
