"""The tasks of the text models: how a canvas of each is made, and what makes an answer right.

A canvas is a prompt, left-aligned, an answer, and EOS to its end. The first character of the prompt names the task:

    S  8 to 16 digits, their sorted order                       S3141592>1123459
    A  a sum of two numbers of three digits, by its carries     A478+256=14,13,07;4370
    D  a balanced word of two kinds of brackets                 D([])...
    Q  a 4x4 sudoku with 2 to 10 clues, row by row              Q1_3_...>1234...
    J  a flat JSON object, of the keys asked for or of any      Jid,on>{"id":407,"on":true}
    E  a true equation of numbers below 100                     E34+58=92

In A, digits are added from the least significant one: each pair of the chain is carry and digit of one place, and the
sum after the semicolon is written least significant digit first as well.
"""

import itertools
import json
import random

EOS, BOS, MASK = "<eos>", "<bos>", "<mask>"
VOCABULARY = [*"0123456789", *"abcdefghijklmnopqrstuvwxyz", *'+-*=>;:,._"{}[]()', *"SADQJE", " ", "\n", EOS, BOS, MASK]
IDS = {token: number for number, token in enumerate(VOCABULARY)}
CANVAS = 96
TASKS = "SADQJE"

NAMES = ["ada", "bob", "carl", "dora", "emil", "fay", "gus", "hana", "ivo", "june", "kai", "lena", "maria", "noor",
         "olaf", "pia"]
CITIES = ["athens", "bern", "cairo", "delhi", "essen", "fez", "graz", "hanoi", "izmir", "kyoto", "lima", "rome"]


def _sudoku_grids() -> list[str]:
    """All 288 solved 4x4 grids, row by row."""
    rows = list(itertools.permutations("1234"))
    grids = []
    for four in itertools.product(rows, repeat=4):
        columns = all(len(set(column)) == 4 for column in zip(*four, strict=True))
        boxes = all(len({four[r + i][c + j] for i in (0, 1) for j in (0, 1)}) == 4 for r in (0, 2) for c in (0, 2))
        if columns and boxes:
            grids.append("".join("".join(row) for row in four))
    return grids


GRIDS = _sudoku_grids()


def _balls() -> list[list[int]]:
    """ways[steps][height]: how many continuations of that many brackets close a word at that height, kinds not counted."""
    ways = [[0] * 26 for _ in range(26)]
    ways[0][0] = 1
    for steps in range(1, 26):
        for height in range(25):
            below = ways[steps - 1][height - 1] if height > 0 else 0
            ways[steps][height] = below + ways[steps - 1][height + 1]
    return ways


WAYS = _balls()


def sort(rng: random.Random) -> tuple[str, str]:
    digits = [rng.choice("0123456789") for _ in range(rng.randint(8, 16))]
    return "S" + "".join(digits) + ">", "".join(sorted(digits))


def add(rng: random.Random) -> tuple[str, str]:
    a, b = rng.randrange(1000), rng.randrange(1000)
    return f"A{a:03d}+{b:03d}=", sum_by_carries(a, b)


def sum_by_carries(a: int, b: int) -> str:
    carry, chain, digits = 0, [], ""
    for place in (1, 10, 100):
        total = a // place % 10 + b // place % 10 + carry
        carry = total // 10
        chain.append(f"{carry}{total % 10}")
        digits += str(total % 10)
    return ",".join(chain) + ";" + digits + str(carry)


def dyck(rng: random.Random) -> tuple[str, str]:
    """Uniform among the balanced words of a length that is uniform among 12, 14, ..., 24."""
    length, word, stack = 2 * rng.randint(6, 12), "", []
    for left in range(length, 0, -1):
        opens = WAYS[left - 1][len(stack) + 1]
        closes = WAYS[left - 1][len(stack) - 1] if stack else 0
        if rng.randrange(opens + closes) < opens:
            kind = rng.randrange(2)
            stack.append(kind)
            word += "(["[kind]
        else:
            word += ")]"[stack.pop()]
    return "D", word


def sudoku(rng: random.Random) -> tuple[str, str]:
    grid = rng.choice(GRIDS)
    clues = set(rng.sample(range(16), rng.randint(2, 10)))
    return "Q" + "".join(c if i in clues else "_" for i, c in enumerate(grid)) + ">", grid


VALUES = {
    "id": lambda rng: rng.randrange(1000),
    "name": lambda rng: rng.choice(NAMES),
    "city": lambda rng: rng.choice(CITIES),
    "on": lambda rng: rng.random() < 0.5,
    "size": lambda rng: rng.randrange(10) + rng.randrange(10) / 10,
    "at": lambda rng: [rng.randrange(10), rng.randrange(10)],
}


def json_object(rng: random.Random) -> tuple[str, str]:
    keys = rng.sample(list(VALUES), rng.randint(2, 4))
    text = json.dumps({key: VALUES[key](rng) for key in keys}, separators=(",", ":"))
    return "J" + (",".join(keys) if rng.random() < 0.5 else "") + ">", text


def equation(rng: random.Random) -> tuple[str, str]:
    a, b = rng.randrange(100), rng.randrange(100)
    return "E", f"{a}+{b}={a + b}"


MAKERS = {"S": sort, "A": add, "D": dyck, "Q": sudoku, "J": json_object, "E": equation}


def make(task: str, rng: random.Random) -> tuple[str, str]:
    """A prompt and an answer."""
    return MAKERS[task](rng)


def encode(text: str, length: int) -> list[int]:
    """The ids of a text, and EOS to that length."""
    ids = [IDS[c] for c in text]
    return ids + [IDS[EOS]] * (length - len(ids))


def decode(ids: list[int]) -> str:
    """The text before the first EOS; tokens that are no characters show as ?."""
    text = ""
    for number in ids:
        if VOCABULARY[number] == EOS:
            break
        text += VOCABULARY[number] if len(VOCABULARY[number]) == 1 else "?"
    return text


def right(prompt: str, answer: str) -> bool:
    """Whether the answer, decoded, is a right one for the prompt."""
    return CHECKERS[prompt[0]](prompt, answer)


def _right_dyck(prompt: str, answer: str) -> bool:
    stack = []
    for c in answer:
        if c in "([":
            stack.append(c)
        elif c not in ")]" or not stack or stack.pop() + c not in ("()", "[]"):
            return False
    return not stack and len(answer) in range(12, 25, 2)


def _right_sudoku(prompt: str, answer: str) -> bool:
    return answer in GRIDS and all(clue in ("_", cell) for clue, cell in zip(prompt[1:-1], answer, strict=False))


def _right_value(key: str, value: object) -> bool:
    if key == "on":
        return isinstance(value, bool)
    if key == "id":
        return isinstance(value, int) and not isinstance(value, bool) and 0 <= value < 1000
    if key == "size":
        return isinstance(value, float) and 0 <= value < 10
    if key == "at":
        return isinstance(value, list) and len(value) == 2 and all(type(v) is int and 0 <= v < 10 for v in value)
    return isinstance(value, str) and value in {"name": NAMES, "city": CITIES}[key]


def _right_json(prompt: str, answer: str) -> bool:
    try:
        pairs = json.loads(answer, object_pairs_hook=list)
    except ValueError:
        return False
    if not isinstance(pairs, list) or not all(isinstance(pair, tuple) for pair in pairs):
        return False
    keys = [key for key, _ in pairs]
    asked = prompt[1:-1]
    return (2 <= len(keys) == len(set(keys)) <= 4 and all(key in VALUES and _right_value(key, v) for key, v in pairs)
            and (not asked or asked.split(",") == keys))


def _right_equation(prompt: str, answer: str) -> bool:
    left, equals, right_side = answer.partition("=")
    a, plus, b = left.partition("+")
    numbers = [a, b, right_side]
    plain = equals and plus and all(n.isdigit() and str(int(n)) == n for n in numbers)
    return bool(plain) and int(a) < 100 and int(b) < 100 and int(a) + int(b) == int(right_side)


CHECKERS = {
    "S": lambda prompt, answer: answer == "".join(sorted(prompt[1:-1])),
    "A": lambda prompt, answer: answer == sum_by_carries(int(prompt[1:4]), int(prompt[5:8])),
    "D": _right_dyck,
    "Q": _right_sudoku,
    "J": _right_json,
    "E": _right_equation,
}
