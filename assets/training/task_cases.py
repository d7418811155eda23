"""Writes prompts, answers and what `texts.py` says of them, for the checkers in Java to be held against.

Answers are right ones, the same with one to three characters changed, taken out, put in or swapped, answers of another
prompt, and the oddities below.
"""

import json
import random
from pathlib import Path

import texts

OUT = Path(__file__).parents[2] / "core" / "src" / "test" / "resources" / "golden" / "text_tasks.json"
SEED, PROMPTS, WRONG = 20261127, 40, 4
ODD = {
    "J": ['', '{}', '[]', '7', '{"id":7}', '{"id":7,"id":8}', '{"id":07,"on":true}', '{"id":-0,"on":true}',
          '{"id":1000,"on":true}', '{"id":7.0,"on":true}', '{"id":7,"size":5}', '{"id":7,"size":5.25}',
          '{"on":1,"id":7}', '{"id":7,"size":10.0}', '{"id":7,"at":[1,2]}', '{"id":7,"at":[1,10]}',
          '{"id":7,"at":[1,2,3]}', '{"id":7,"at":[1.0,2]}', '{"id":7,"name":"zoe"}', '{"id":7,"name":["ada"]}',
          '{"id":7,"name":{"ada":1}}',
          '{"id":7,"at":{"a":1,"b":2}}', '{"id":7,"on":true} ', ' {"id" : 7, "on":\ntrue}', '{"id":7,"on":true}}',
          '{"id":7,"on":true,}', '{"id":7 "on":true}', '{"id":7,"on":true', '{"id":7,"on":"true"}',
          '{"id":7,"on":null}', '{id:7,"on":true}', '{"id":7,"on":true,"city":"rome","name":"pia","size":0.5}',
          '{"on":true,"id":407}', '{"id":7,"size":1e0}', '{"id":99999999999999999999,"on":true}', '{"ida":7,"on":true}',
          '{"id":7,"size":.5}'],
    "E": ['', '0+0=0', '1+1=02', '01+1=2', '99+99=198', '100+1=101', '1+1=2=2', '1+1+1=3', '1+=1', '+1=1', '1+1',
          '1+1=', '34+58=92 ', '1=1+0'],
    "D": ['', '()', '()[]()[]()[]', '([)]' * 3, '(' * 6 + ')' * 6, '(' * 13 + ')' * 13, '()' * 12, '()' * 13, '(' * 12,
          '([]' * 4 + ')' * 4, ')' + '()' * 6 + '('],
}


def changed(answer: str, rng: random.Random) -> str:
    characters = list(answer)
    for _ in range(rng.randint(1, 3)):
        kind, at = rng.randrange(4), rng.randrange(max(1, len(characters)))
        fresh = rng.choice(answer) if rng.random() < 0.8 else rng.choice([t for t in texts.VOCABULARY if len(t) == 1])
        if kind == 0:
            characters[at:at + 1] = [fresh]
        elif kind == 1:
            del characters[at:at + 1]
        elif kind == 2:
            characters.insert(at, fresh)
        else:
            characters[at:at + 2] = reversed(characters[at:at + 2])
    return "".join(characters)


def cases() -> list[dict]:
    rng, found = random.Random(SEED), {}
    for task in texts.TASKS:
        last = None
        for _ in range(PROMPTS):
            prompt, answer = texts.make(task, rng)
            wrong = [changed(answer, rng) for _ in range(WRONG)]
            for said in [answer, *wrong, *([last] if last else [])]:
                found[prompt, said] = texts.right(prompt, said)
            last = answer
        for odd in ODD.get(task, []):
            for prompt in ["J>", "Jid,on>"] if task == "J" else [task]:
                found[prompt, odd] = texts.right(prompt, odd)
    return [{"prompt": p, "answer": a, "right": r} for (p, a), r in found.items()]


def main() -> None:
    rows = cases()
    lines = ",\n".join(json.dumps(row) for row in rows)
    OUT.write_text(f'{{"source": "assets/training/task_cases.py, seed {SEED}", "cases": [\n{lines}\n]}}\n')
    for task in texts.TASKS:
        mine = [row for row in rows if row["prompt"][0] == task]
        print(task, len(mine), "right", sum(row["right"] for row in mine))


if __name__ == "__main__":
    main()
