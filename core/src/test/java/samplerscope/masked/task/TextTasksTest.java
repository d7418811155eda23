package samplerscope.masked.task;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import samplerscope.registry.UnknownIdException;
import samplerscope.spec.Json;
import samplerscope.spec.JsonReader;

/// What all tasks have in common, and their verdicts against those of the rules that the training used.
class TextTasksTest {

    private record Case(String prompt, String answer, boolean right) {
        TextTask task() {
            return TextTasks.get(prompt.substring(0, 1));
        }
    }

    static List<TextTask> tasks() {
        return TextTasks.all();
    }

    static List<Case> cases() throws IOException {
        String name = "/golden/text_tasks.json";
        try (InputStream in = Objects.requireNonNull(TextTasksTest.class.getResourceAsStream(name))) {
            var json = (Json.Obj) JsonReader.read(new String(in.readAllBytes(), StandardCharsets.UTF_8), name);
            var rows = (Json.Arr) json.get("cases").orElseThrow();
            return rows.items().stream().map(Json.Obj.class::cast).map(row -> new Case(text(row, "prompt"),
                text(row, "answer"), ((Json.Flag) row.get("right").orElseThrow()).value())).toList();
        }
    }

    private static String text(Json.Obj row, String field) {
        return ((Json.Text) row.get(field).orElseThrow()).value();
    }

    private static Stream<String> drawn(TextTask task, int count) {
        return IntStream.range(0, count).mapToObj(n -> task.draw(new SplittableRandom(n)));
    }

    @Test
    void verdictsAreThoseOfTheTraining() throws IOException {
        List<Case> cases = cases();
        List<String> other = cases.stream().filter(c -> c.task().check(c.prompt, c.answer).isRight() != c.right)
            .map(Case::toString).toList();

        assertTrue(cases.size() > 1000 && cases.stream().filter(Case::right).count() > 200, "enough of both kinds");
        assertEquals(List.of(), other);
    }

    @Test
    void promptsOfTheTrainingAreReadAsTheyAre() throws IOException {
        for (Case c : cases()) {
            assertEquals(c.prompt, c.task().prompt(c.prompt));
        }
    }

    @Test
    void theAlphabetHasAllThatPromptsAndRightAnswersUse() throws IOException {
        for (Case c : cases()) {
            String alphabet = c.task().alphabet();
            String used = c.right ? c.prompt + c.answer.replaceAll("\\s", "") : c.prompt;
            assertTrue(used.chars().allMatch(x -> alphabet.indexOf(x) >= 0 || x == '-'), c + " in " + alphabet);
        }
    }

    @Test
    void theCanvasHoldsEveryRightAnswerAndAnEnd() throws IOException {
        for (Case c : cases()) {
            if (c.right) {
                assertTrue(c.prompt.length() + c.answer.length() < c.task().canvas(), c.toString());
            }
        }
        String longest = "Jname,city,size,at>{\"name\":\"maria\",\"city\":\"athens\",\"size\":1.2,\"at\":[1,2]}";
        assertTrue(new FlatJson().check(longest.substring(0, 19), longest.substring(19)).isRight());
        assertTrue(longest.length() < new FlatJson().canvas(), "no name or city is longer");
    }

    @ParameterizedTest
    @MethodSource("tasks")
    void drawnPromptsAreReadAsTheyAreAndDependOnTheSeedOnly(TextTask task) {
        List<String> prompts = drawn(task, 300).toList();

        prompts.forEach(prompt -> assertEquals(prompt, task.prompt(prompt)));
        assertTrue(prompts.stream().allMatch(prompt -> prompt.startsWith(task.id())));
        assertEquals(prompts, drawn(task, 300).toList());
    }

    @ParameterizedTest
    @MethodSource("tasks")
    void anEmptyAnswerIsWrongAndSaysWhy(TextTask task) {
        var wrong = (Verdict.Wrong) task.check(task.draw(new SplittableRandom(1)), "");

        assertTrue(!wrong.kind().isEmpty() && !wrong.why().isEmpty());
    }

    @ParameterizedTest
    @MethodSource("tasks")
    void lettersAreUnambiguous(TextTask task) {
        assertTrue(task.id().matches("[A-Z]"));
        assertEquals(task, TextTasks.get(task.id().toLowerCase(Locale.ROOT)));
        assertEquals(task.alphabet().length(), new HashSet<>(List.of(task.alphabet().split(""))).size(), "each once");
    }

    @Test
    void anUnknownTaskIsNamedBesideTheKnownOnes() {
        var e = assertThrows(UnknownIdException.class, () -> TextTasks.get("X"));

        assertTrue(e.getMessage().contains("'X'") && e.getMessage().contains("S, A, D, Q, J, E"), e.getMessage());
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(delimiter = '|', value = {
        "S26110593>   | 01123569          | out of order | 7 | position 7: 5 follows 6 | 01123565",
        "S26110593>   | 01123569          | other digits | 4 | position 4: has 2 twice, the prompt once | 01122569",
        "S26110593>   | 01123569          | length       |   | has 7 digits, the prompt 8 | 0112356",
        "S26110593>   | 01123569          | no digit     | 2 | position 2: 'x' is no digit | 01x23569",
        "A478+256= | 14,13,07;4370 | chain | 4 | place 2: 7 + 5 + carry 1 is 13, not 12 | 14,12,07;4370",
        "A478+256= | 14,13,07;4370 | chain | 6 | place 3: 4 + 2 + carry 1 is 07, not 17 | 14,13,17;4370",
        "A478+256= | 14,13,07;4370 | sum | 9 | position 9: the sum has 3 where the chain says 4 | 14,13,07;3370",
        "A478+256=    | 14,13,07;4370     | form         | 2 | position 2: ';' where ',' belongs | 14;13,07;4370",
        "A478+256= | 14,13,07;4370 | form | | has 12 characters, needs 13 as in 14,13,07;4370 | 14,13,07;437",
        "D | ([()])[()[]] | unmatched | 4 | position 4: ) closes the [ of position 1 | ([()))[()[]]",
        "D            | ([()])[()[]]      | unmatched    | 2 | position 2: ] closes nothing | ()][()[]()[]",
        "D            | ([()])[()[]]      | left open    | 0 | position 0 stays open | ([()][()[]]",
        "D | ([()])[()[]] | left open | 1 | 2 brackets stay open, the last at position 1 | (([()][()[]]",
        "D            | ([()])[()[]]      | length       |   | has 6 brackets, needs 12 to 24 | ([()])",
        "Q1_______________> | 1234341221434321 | row     | 3 | row 1 holds 3 twice | 1233341221434321",
        "Q1_______________> | 1234341221434321 | column  | 4 | column 1 holds 1 twice | 1234143221434321",
        "Q1_______________> | 1234341221434321 | box     | 4 | box 1 holds 2 twice | 1234214334124321",
        "Q1_______________> | 1234341221434321 | clue | 0 | 'row 1, column 1 holds 2, the clue is 1' |"
            + " 2134341221434321",
        "Q1_______________> | 1234341221434321 | cells   |   | has 15 cells, needs 16 | 123434122143432",
        "Q1_______________> | 1234341221434321 | no digit | 6 | 'row 2, column 3: ''9'' is none of 1 to 4' |"
            + " 1234349221434321",
        "E            | 34+58=92          | sum          | 6 | 34 + 58 is 92, not 93 | 34+58=93",
        "E            | 34+58=92          | range        | 3 | 100 is not below 100 | 34+100=134",
        "E | 34+58=92 | form | | '''34+058=92'' is not of the form 34+58=92, without zeros in front' |"
            + " 34+058=92"})
    void aVerdictSaysWhatIsWrongAndWhere(String prompt, String right, String kind, Integer position, String why,
                                         String answer) {
        TextTask task = TextTasks.get(prompt.substring(0, 1));
        var wrong = (Verdict.Wrong) task.check(prompt, answer);

        assertEquals(Verdict.right(), task.check(prompt, right));
        assertEquals(why, wrong.why());
        assertEquals(kind, wrong.kind());
        assertEquals(position, wrong.position().isPresent() ? wrong.position().getAsInt() : null);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "{\"id\":7,\"id\":8}              | key     | 8  | key id twice",
        "{\"id\":7,\"on\":1}              | value   | 8  | on is 1, not true or false",
        "{\"id\":1000,\"on\":true}        | value   | 1  | id is 1000, not a whole number below 1000",
        "{\"at\":[true,1],\"id\":1}       | value   | 1  | at is [true,1], not a list of two digits",
        "{\"id\":1,\"nom\":2}             | key     | 8  | key 'nom' is none of the six",
        "{\"id\":7}                       | keys    |    | has 1 key, needs 2 to 4",
        "{\"id\":7,\"on\":true            | no JSON | 17 | no JSON: it ends in the middle",
        "{\"id\":7,\"on\":true}} | no JSON | 18 | no JSON: position 18: Unexpected close marker '}': no open "
            + "Object to close",
        "[1,2]                            | no object |  | it is no object"})
    void aVerdictOnJsonNamesTheField(String answer, String kind, Integer position, String why) {
        var wrong = (Verdict.Wrong) new FlatJson().check("J>", answer);

        assertEquals(why, wrong.why());
        assertEquals(kind, wrong.kind());
        assertEquals(position, wrong.position().isPresent() ? wrong.position().getAsInt() : null);
    }

    @Test
    void keysThatAreAskedForComeInTheirOrder() {
        var json = new FlatJson();

        assertTrue(json.check("Jid,on>", "{\"id\":407,\"on\":true}").isRight());
        assertEquals("has on,id, asked for are id,on",
            ((Verdict.Wrong) json.check("Jid,on>", "{\"on\":true,\"id\":407}")).why());
    }

    @Test
    void anEmptySudokuHasEveryGridForAnAnswer() {
        long right = grids().filter(grid -> new Sudoku().check("Q________________>", grid).isRight()).count();

        assertEquals(288, right);
    }

    /// Every way to write four rows of four different digits.
    private static Stream<String> grids() {
        List<String> rows = IntStream.rangeClosed(1234, 4321).mapToObj(String::valueOf)
            .filter(row -> row.matches("[1-4]+") && row.chars().distinct().count() == 4).toList();
        List<String> halves = rows.stream().flatMap(a -> rows.stream().map(b -> a + b)).toList();
        return halves.stream().flatMap(a -> halves.stream().map(b -> a + b));
    }

    @Test
    void promptsHaveTheShareOfLengthsCluesAndKeysOfTheTraining() {
        var digits = drawn(new SortDigits(), 9000).collect(
            Collectors.groupingBy(String::length, Collectors.counting()));
        var clues = drawn(new Sudoku(), 9000).collect(Collectors.groupingBy(
            p -> p.replaceAll("[^1-4]", "").length(), Collectors.counting()));
        double bare = drawn(new FlatJson(), 9000).filter("J>"::equals).count() / 9000.0;

        // 1000 of each expected; four standard deviations of a binomial count are 119.
        assertEquals(9, digits.size());
        digits.values().forEach(count -> assertEquals(1000, count, 119));
        assertEquals(9, clues.size());
        clues.values().forEach(count -> assertEquals(1000, count, 119));
        assertEquals(0.5, bare, 4 * 0.5 / Math.sqrt(9000));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', value = {
        "S | 31415926 | S31415926>", "A | 7 + 25 | A007+025=", "A | A478+256 | A478+256=",
        "Q | 1... .... .... ..2. | Q1_____________2_>", "J | id, on | Jid,on>", "J | J | J>",
        "D | D                  | D", "E | ''                 | E"})
    void peopleMayLeaveOutWhatIsPlain(String id, String typed, String prompt) {
        assertEquals(prompt, TextTasks.get(id).prompt(typed));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "S | 123                | 3 digits", "S | 12345678x           | 'x' among its digits",
        "A | 1000+1             | no sum of two numbers below 1000", "A | 12                 | no sum",
        "Q | 1_3_4_2_1_3_4_     | needs 16 cells, this one has 14", "Q | 5_______________   | '5' among its cells",
        "Q | 1__1____________   | row 1 holds 1 twice", "Q | 12__34_______2_1   | no grid has these clues",
        "J | id                 | asks for 1 key", "J | id,id              | asks for a key twice",
        "J | id,age             | the key 'age'", "D | D12                | has '12' behind its letter",
        "E | 3+4=7              | behind its letter"})
    void aMalformedPromptIsRefusedWithTheReason(String id, String typed, String part) {
        TextTask task = TextTasks.get(id);
        var e = assertThrows(MalformedPromptException.class, () -> task.prompt(typed));

        assertTrue(e.happened().contains(part), e.happened());
        assertTrue(!e.remedy().isEmpty());
        assertThrows(MalformedPromptException.class, () -> task.check(typed, "1"), "no verdict without a prompt");
    }

    @Test
    void theRegionOfAnAnswerIsWhatMatters() {
        String sum = "A478+256=" + "14,13,07;4370";
        TextTask.Region ofSum = new AddByCarries().answerRegion("A478+256=").orElseThrow();
        TextTask.Region ofDigits = new SortDigits().answerRegion("S26110593>").orElseThrow();

        assertEquals("4370", sum.substring(ofSum.from(), ofSum.from() + ofSum.length()));
        assertEquals(new TextTask.Region(10, 8), ofDigits);
        assertEquals(new TextTask.Region(18, 16), new Sudoku().answerRegion("Q________________>").orElseThrow());
        assertTrue(new Equation().answerRegion("E").isEmpty(), "where the sum stands is part of the answer");
    }
}
