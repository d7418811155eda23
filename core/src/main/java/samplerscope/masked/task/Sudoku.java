package samplerscope.masked.task;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import samplerscope.masked.world.Puzzles;

/// `Q`: a sudoku of 4 x 4 with 2 to 10 clues, row by row, then its grid: `Q1_3__4__2_____1_>1234341221434321`. With few
/// clues several grids are right.
public record Sudoku() implements TextTask {

    private static final int CELLS = 16;
    private static final int FEWEST_CLUES = 2;
    private static final int MOST_CLUES = 10;
    private static final char EMPTY = '_';
    private static final String END = ">";
    /// All 288.
    private static final List<String> GRIDS = Puzzles.sudoku().stream()
        .map(grid -> Arrays.stream(grid).mapToObj(v -> String.valueOf(v + 1)).collect(Collectors.joining())).toList();

    @Override
    public String id() {
        return "Q";
    }

    @Override
    public String name() {
        return "Sudoku 4 x 4";
    }

    @Override
    public String description() {
        return "a sudoku of 4 x 4 with 2 to 10 clues, answered by its grid: 1 to 4 once in each row, column and box";
    }

    @Override
    public int canvas() {
        return 36;
    }

    @Override
    public Answers answers() {
        return Answers.MOST_LIKELY;
    }

    @Override
    public String alphabet() {
        return "Q1234_>";
    }

    /// A grid, of which some cells are shown.
    @Override
    public String draw(RandomGenerator random) {
        String grid = GRIDS.get(Draws.between(0, GRIDS.size() - 1, random));
        var clues = new HashSet<>(Draws.some(Draws.between(FEWEST_CLUES, MOST_CLUES, random), CELLS, random));
        var prompt = new StringBuilder(id());
        for (int i = 0; i < CELLS; i++) {
            prompt.append(clues.contains(i) ? grid.charAt(i) : EMPTY);
        }
        return prompt.append(END).toString();
    }

    /// An empty cell may be a dot, too.
    @Override
    public String prompt(String typed) {
        String cells = Typed.body(typed, id(), END).replace('.', EMPTY);
        String strange = cells.replaceAll("[1-4_]", "");
        if (!strange.isEmpty()) {
            throw new MalformedPromptException("the prompt of task Q has '%s' among its cells".formatted(strange),
                "give cells of 1 to 4, and _ for what is empty");
        }
        if (cells.length() != CELLS) {
            throw new MalformedPromptException("a sudoku's prompt needs %d cells, this one has %d"
                .formatted(CELLS, cells.length()), "give the four rows one after another, _ for what is empty");
        }
        if (GRIDS.stream().noneMatch(grid -> differing(cells, grid) < 0)) {
            throw new MalformedPromptException(
                "no grid has these clues" + twice(cells).map(t -> ": " + t.why()).orElse(""),
                "change or remove a clue");
        }
        return id() + cells + END;
    }

    @Override
    public Verdict check(String prompt, String answer) {
        String cells = Typed.body(prompt(prompt), id(), END);
        if (answer.length() != CELLS) {
            return Verdict.wrong("cells", "has %d cells, needs %d".formatted(answer.length(), CELLS));
        }
        for (int i = 0; i < CELLS; i++) {
            if (answer.charAt(i) < '1' || answer.charAt(i) > '4') {
                return Verdict.wrong("no digit", i, "%s: '%c' is none of 1 to 4".formatted(place(i), answer.charAt(i)));
            }
        }
        int other = differing(cells, answer);
        if (other >= 0) {
            return Verdict.wrong("clue", other, "%s holds %c, the clue is %c".formatted(place(other),
                answer.charAt(other), cells.charAt(other)));
        }
        return twice(answer).<Verdict>map(t -> t).orElse(Verdict.right());
    }

    /// The first cell whose clue is another; -1 where there is none.
    private static int differing(String clues, String grid) {
        for (int i = 0; i < CELLS; i++) {
            if (clues.charAt(i) != EMPTY && clues.charAt(i) != grid.charAt(i)) {
                return i;
            }
        }
        return -1;
    }

    private static String place(int cell) {
        return "row %d, column %d".formatted(cell / 4 + 1, cell % 4 + 1);
    }

    /// The first cell whose digit stands earlier in its row, column or box.
    private static Optional<Verdict.Wrong> twice(String cells) {
        for (int i = 0; i < CELLS; i++) {
            for (int j = 0; j < i; j++) {
                boolean same = cells.charAt(i) != EMPTY && cells.charAt(i) == cells.charAt(j);
                Optional<String> unit = same ? unit(i, j) : Optional.empty();
                if (unit.isPresent()) {
                    String kind = unit.get().replaceAll(" .*", "");
                    return Optional.of((Verdict.Wrong) Verdict.wrong(kind, i,
                        "%s holds %c twice".formatted(unit.get(), cells.charAt(i))));
                }
            }
        }
        return Optional.empty();
    }

    /// What two cells share.
    private static Optional<String> unit(int i, int j) {
        if (i / 4 == j / 4) {
            return Optional.of("row %d".formatted(i / 4 + 1));
        }
        if (i % 4 == j % 4) {
            return Optional.of("column %d".formatted(i % 4 + 1));
        }
        return box(i) == box(j) ? Optional.of("box %d".formatted(box(i) + 1)) : Optional.empty();
    }

    private static int box(int cell) {
        return cell / 8 * 2 + cell % 4 / 2;
    }

    @Override
    public Optional<Region> answerRegion(String prompt) {
        return Optional.of(new Region(prompt(prompt).length(), CELLS));
    }
}
