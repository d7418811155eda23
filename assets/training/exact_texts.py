"""The exact law of a hidden token, for the tasks whose answers are drawn from a known law.

A network that is trained on drawn answers has to average the draw away; trained on these laws, it does not. Brackets
are an inside pass over intervals, whose derivatives are the marginals; sudoku and equations are counted one by one.

Shapes: B canvases, T positions, V tokens.
"""

import random

import torch
from torch import Tensor
from torch.nn import functional

import texts

VOCABULARY = len(texts.VOCABULARY)
END = texts.IDS[texts.EOS]
LONGEST = 24
LENGTHS = range(12, LONGEST + 1, 2)
OPEN, CLOSE = [texts.IDS[c] for c in "(["], [texts.IDS[c] for c in ")]"]


def words(length: int) -> int:
    """How many balanced words of two kinds have that length."""
    return texts.WAYS[length][0] * 2 ** (length // 2)


def brackets(ids: Tensor, hidden: Tensor) -> Tensor:
    """The law at each position of the answer, ids and hidden [B, T] without the prompt -> [B, T, V]."""
    batch, length = ids.shape
    may = functional.one_hot(ids, VOCABULARY).double().masked_fill(hidden[..., None], 1.0)
    opens = may[:, :LONGEST, OPEN].requires_grad_()
    closes = may[:, :LONGEST, CLOSE].requires_grad_()
    of_length = inside(opens, closes)
    ends = may[:, :, END].flip(1).cumprod(1).flip(1)
    ends = torch.stack([ends[:, size] if size < length else torch.ones(batch, dtype=torch.double)
                        for size in LENGTHS], 1)
    weights = ends * torch.stack([of_length[size] / words(size) for size in LENGTHS], 1)
    total = weights.sum(1)
    by_open, by_close = torch.autograd.grad(total.log().sum(), [opens, closes])
    law = torch.zeros(batch, length, VOCABULARY, dtype=torch.double)
    law[:, :LONGEST, OPEN] = (opens * by_open).detach()
    law[:, :LONGEST, CLOSE] = (closes * by_close).detach()
    posterior = (weights / total[:, None]).detach()
    place = torch.arange(length)
    law[:, :, END] = sum(posterior[:, i, None] * (place >= size) for i, size in enumerate(LENGTHS))
    return law.float()


def inside(opens: Tensor, closes: Tensor) -> dict[int, Tensor]:
    """How many balanced words of each length may stand at the start: opens, closes [B, LONGEST, 2] -> length to [B]."""
    pairs = torch.einsum("bik,bjk->bij", opens, closes)
    balanced = {0: torch.ones(len(opens), LONGEST + 1, dtype=torch.double)}
    for size in range(2, LONGEST + 1, 2):
        starts = LONGEST + 1 - size
        balanced[size] = sum(pairs.diagonal(within + 1, 1, 2)[:, :starts] * balanced[within][:, 1:1 + starts]
                             * balanced[size - 2 - within][:, within + 2:within + 2 + starts]
                             for within in range(0, size, 2))
    return {size: ways[:, 0] for size, ways in balanced.items()}


class Counted:
    """A uniform law over a list of answers."""

    def __init__(self, answers: list[str]):
        self.width = max(map(len, answers))
        rows = torch.tensor([texts.encode(answer, self.width) for answer in answers])
        self.used = rows.unique()
        self.table = (rows[..., None] == self.used).float().flatten(1)

    def law(self, ids: Tensor, hidden: Tensor) -> Tensor:
        """ids and hidden [B, T] without the prompt, T at least the width -> [B, T, V]."""
        batch, length = ids.shape
        shown = (ids[:, :self.width, None] == self.used) & ~hidden[:, :self.width, None]
        agree = shown.float().flatten(1) @ self.table.T == (~hidden[:, :self.width]).sum(1, keepdim=True)
        counts = (agree.float() @ self.table).view(batch, self.width, -1)
        law = torch.zeros(batch, length, VOCABULARY)
        law[:, :self.width, self.used] = counts / agree.sum(1)[:, None, None]
        law[:, self.width:, END] = 1.0
        return law


SUDOKU = Counted(texts.GRIDS)
EQUATIONS = Counted([f"{a}+{b}={a + b}" for a in range(100) for b in range(100)])


def sudoku(ids: Tensor, hidden: Tensor, clues: Tensor) -> Tensor:
    """As [Counted.law], where clues [B, 16] stand in the prompt: a cell with one is shown."""
    blank = clues == texts.IDS["_"]
    cells = ids.clone()
    cells[:, :16] = torch.where(blank, ids[:, :16], clues)
    covered = hidden.clone()
    covered[:, :16] &= blank
    return SUDOKU.law(cells, covered)


@torch.autocast("cpu", enabled=False)
def laws(ids: Tensor, hidden: Tensor) -> Tensor:
    """The law of each position given what is not hidden [B, T, V]; where none is known, the drawn token itself."""
    law = functional.one_hot(ids, VOCABULARY).float()
    first = ids[:, 0]
    prompt_shown = ~hidden[:, :18].any(1)
    for task, start, of in (("D", 1, brackets), ("E", 1, EQUATIONS.law)):
        rows = first == texts.IDS[task]
        if rows.any():
            law[rows, start:] = of(ids[rows, start:], hidden[rows, start:])
    rows = (first == texts.IDS["Q"]) & prompt_shown
    if rows.any():
        law[rows, 18:] = sudoku(ids[rows, 18:], hidden[rows, 18:], ids[rows, 1:17])
    return law


def _next_brackets() -> Tensor:
    """Of a word of `size` brackets so far at a height: the shares of one more, of one less, and of the end [25, 13, 3]."""
    table = torch.zeros(LONGEST + 1, LONGEST // 2 + 1, 3)
    for size in range(LONGEST + 1):
        for height in range(LONGEST // 2 + 1):
            longer = [length for length in LENGTHS if length > size]
            ways = [texts.WAYS[length - size - 1] for length in longer]
            more = sum(way[height + 1] / texts.WAYS[length][0] for way, length in zip(ways, longer, strict=True))
            less = sum(way[height - 1] / texts.WAYS[length][0] for way, length in zip(ways, longer, strict=True))
            end = 1 / texts.WAYS[size][0] if size in LENGTHS and height == 0 else 0
            table[size, height] = torch.tensor([more, less if height > 0 else 0.0, end]) / max(1e-300, more + less + end)
    return table


NEXT_BRACKETS = _next_brackets()


def next_brackets(words: list[list[int]], length: int) -> Tensor:
    """The law of each token given those before it [B, T, V], of words without the prompt."""
    law = torch.zeros(len(words), length, VOCABULARY)
    rows, sizes, heights, tops = [], [], [], []
    for row, word in enumerate(words):
        stack: list[int] = []
        law[row, len(word) + 1:, END] = 1.0
        for size, token in enumerate([*word, END]):
            rows.append(row)
            sizes.append(size)
            heights.append(len(stack))
            tops.append(stack[-1] if stack else CLOSE[0])
            if token in OPEN:
                stack.append(CLOSE[OPEN.index(token)])
            elif stack:
                stack.pop()
    more, less, end = NEXT_BRACKETS[sizes, heights].unbind(-1)
    law[rows, sizes, OPEN[0]] = law[rows, sizes, OPEN[1]] = more / 2
    law[rows, sizes, tops] = less
    law[rows, sizes, END] = end
    return law


def _digits(shares: dict[str, float]) -> Tensor:
    law = torch.zeros(VOCABULARY)
    law[[texts.IDS[c] for c in shares]] = torch.tensor(list(shares.values()))
    return law


# Of a number below 100 in an equation: a second digit or the sign follow a first one that is not 0.
FIRST_DIGIT = _digits({"0": 0.01} | dict.fromkeys("123456789", 0.11))
SECOND_DIGIT = {sign: _digits(dict.fromkeys("0123456789" + sign, 1 / 11)) for sign in "+="}


@torch.autocast("cpu", enabled=False)
def next_laws(ids: Tensor) -> Tensor:
    """The law of each position given all before it [B, T, V]; where none is known, the drawn token itself."""
    batch, length = ids.shape
    law = functional.one_hot(ids, VOCABULARY).float()
    first = ids[:, 0]
    rows = first == texts.IDS["D"]
    law[rows, 1:] = next_brackets([[t for t in word if t != END] for word in ids[rows, 1:].tolist()], length - 1)
    rows = (first == texts.IDS["E"]).nonzero().flatten()
    second = (ids[rows] == texts.IDS["+"]).int().argmax(1) + 1
    for start, sign in ((torch.ones_like(second), "+"), (second, "=")):
        law[rows, start] = FIRST_DIGIT
        longer = ids[rows, start] != texts.IDS["0"]
        law[rows[longer], start[longer] + 1] = SECOND_DIGIT[sign]
    rows = (first == texts.IDS["Q"]).nonzero().flatten()
    if len(rows) > 0:
        # Every grid once for each of its cells, hidden from there on.
        hidden = (torch.arange(length - 18)[None, :] >= torch.arange(16)[:, None]).repeat(len(rows), 1)
        asked = ids[rows].repeat_interleave(16, 0)
        each = sudoku(asked[:, 18:], hidden, asked[:, 1:17]).view(len(rows), 16, length - 18, -1)
        cells = torch.arange(16)
        law[rows, 18:34] = each[:, cells, cells]
    return law


def check_next() -> None:
    """The laws of the next token against those of a hidden one, with all hidden from there on."""
    rng = random.Random(4)
    for task, length, start in (("D", 28, 1), ("Q", 36, 18), ("E", 28, 1)):
        ids = torch.tensor([texts.encode("".join(texts.make(task, rng)), length) for _ in range(8)])
        law, apart = next_laws(ids), 0.0
        for place in range(start, length):
            hidden = (torch.arange(length) >= place).expand(len(ids), length)
            apart = max(apart, (law[:, place] - laws(ids, hidden)[:, place]).abs().max().item())
        print(f"{task}, next token: largest difference of a probability {apart:.1e}")


def check() -> None:
    """The inside pass against counting: words of 12 and 14 brackets, an end shown at 14, some others shown."""
    rng, generator = random.Random(3), torch.Generator().manual_seed(3)
    both = [(word, 1 / words(size)) for size in (12, 14) for word in all_words(size)]
    for _ in range(3):
        word, _ = rng.choice(both)
        ids = torch.tensor([texts.encode(word, 27)])
        hidden = torch.rand(1, 27, generator=generator) < 0.7
        hidden[0, 14] = False
        law, total = torch.zeros(27, VOCABULARY), 0.0
        for other, weight in both:
            row = torch.tensor(texts.encode(other, 27))
            if ((row == ids[0]) | hidden[0]).all():
                total += weight
                law[torch.arange(27), row] += weight
        print(f"largest difference of a probability {(law / total - brackets(ids, hidden)[0]).abs().max():.1e}")


def all_words(size: int) -> list[str]:
    if size == 0:
        return [""]
    return [pair[0] + inner + pair[1] + rest for within in range(0, size, 2) for inner in all_words(within)
            for rest in all_words(size - 2 - within) for pair in ("()", "[]")]


if __name__ == "__main__":
    check()
    check_next()
