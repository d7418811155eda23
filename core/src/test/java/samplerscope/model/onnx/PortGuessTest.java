package samplerscope.model.onnx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import samplerscope.model.onnx.Port.Element;
import samplerscope.model.onnx.PortGuess.Sureness;

class PortGuessTest {

    private static final Port PICTURES = port("sample", Element.FLOAT32, -1, 3, 32, 32);
    private static final Port TIME = port("timestep", Element.INT64, -1);

    @Test
    void namesOfExportersAreKnownInAnyOrder() {
        PortGuess guess = guess("net", List.of(port("class_labels", Element.INT64, -1), TIME, PICTURES),
            List.of(port("out_sample", Element.FLOAT32, -1, 3, 32, 32)));

        assertEquals(new NetworkEntry.Ports("sample", "timestep", Optional.of("class_labels"), "out_sample"),
            guess.description().ports());
        assertEquals(List.of(3, 32, 32), guess.description().shape());
        assertEquals(Sureness.SURE, guess.reasons().get("inputs.timestep").sureness());
        assertTrue(guess.reasons().get("inputs.sample").words().contains("'sample'"));
    }

    @Test
    void shapesTellPortsWithoutNames() {
        PortGuess guess = guess("net", List.of(port("input.1", Element.FLOAT32, -1, 2), port("onnx::Mul_1",
            Element.FLOAT32)),
            List.of(port("17", Element.FLOAT32, -1, 2)));

        assertEquals(new NetworkEntry.Ports("input.1", "onnx::Mul_1", Optional.empty(), "17"),
            guess.description().ports());
        assertEquals(Sureness.LIKELY, guess.reasons().get("inputs.timestep").sureness());
        assertTrue(guess.reasons().get("inputs.timestep").words().contains("a single number"));
    }

    @Test
    void aClassIsNotTakenForTheTimeThoughItComesFirst() {
        PortGuess guess = guess("net", List.of(port("y", Element.INT64, -1), port("emb_in", Element.FLOAT32, -1),
            PICTURES),
            List.of(port("o", Element.FLOAT32, -1, 3, 32, 32)));

        assertEquals("emb_in", guess.description().ports().timestep());
        assertEquals(Optional.of("y"), guess.description().ports().label());
    }

    @Test
    void theOutputIsTheOneOfTheSamplesShape() {
        PortGuess guess = guess("net", List.of(PICTURES, TIME), List.of(port("mid", Element.FLOAT32, -1, 256),
            port("pred", Element.FLOAT32, -1, 6, 32, 32)));

        assertEquals("pred", guess.description().ports().output(), "twice the channels: a variance is behind it");
    }

    @Test
    void sizesThatTheFileLeavesOpenAreAskedFor() {
        PortGuess guess = guess("net", List.of(port("x", Element.FLOAT32, -1, 3, -1, -1), TIME),
            List.of(port("y", Element.FLOAT32, -1, 3, 64, -1)));

        assertEquals(List.of(3, 64, 0), guess.description().shape(), "one is known from the output");
        assertEquals(Sureness.GUESS, guess.reasons().get("shape").sureness());
        List<DescriptionCheck.Problem> problems = DescriptionCheck.of(List.of(port("x", Element.FLOAT32, -1, 3, -1,
            -1), TIME),
            List.of(port("y", Element.FLOAT32, -1, 3, 64, -1)), guess.description());
        assertEquals(List.of("shape"), problems.stream().map(DescriptionCheck.Problem::field).toList());
    }

    @Test
    void wordsTellThePath() {
        var out = List.of(port("out", Element.FLOAT32, -1, 2));
        var x = port("x", Element.FLOAT32, -1, 2);

        assertEquals("flow", guess("my-flow-net", List.of(x, port("t", Element.FLOAT32, -1)),
            out).description().schedule().id());
        assertEquals(new TimestepLabel(TimestepLabel.Clock.SIGMA, 1000, 0),
            guess("my-flow-net", List.of(x, TIME), out).description().timestep(), "whole numbers count thousandths");
        PortGuess whole = guess("cifar", List.of(x, port("sigma", Element.FLOAT32, -1)), out);
        assertEquals(Prediction.Form.DATA, whole.description().prediction().form());
        assertEquals(TimestepLabel.Clock.SIGMA, whole.description().timestep().clock());
        PortGuess bare = guess("cifar", List.of(x, port("c_noise", Element.FLOAT32, -1)), out);
        assertEquals(Prediction.Form.EDM, bare.description().prediction().form());
        assertEquals(new TimestepLabel(TimestepLabel.Clock.LOG_SIGMA, 0.25, 0), bare.description().timestep());
        PortGuess steps = guess("vpred", List.of(x, TIME), out);
        assertEquals(Prediction.Form.VELOCITY, steps.description().prediction().form());
        assertEquals(new TimestepLabel(TimestepLabel.Clock.TIME, 1000, -1), steps.description().timestep());
        assertEquals(Sureness.GUESS, guess("net", List.of(x, TIME), out).reasons().get("schedule").sureness());
    }

    @Test
    void aNetworkWithoutInputsIsGuessedToBeNothing() {
        PortGuess guess = guess("net", List.of(), List.of());

        assertEquals(new NetworkEntry.Ports("", "", Optional.empty(), ""), guess.description().ports());
        List<String> wrong = DescriptionCheck.of(List.of(), List.of(), guess.description()).stream()
            .map(DescriptionCheck.Problem::field).toList();
        assertTrue(wrong.containsAll(List.of("inputs.sample", "inputs.timestep", "output")), wrong.toString());
    }

    private static PortGuess guess(String name, List<Port> inputs, List<Port> outputs) {
        return PortGuess.of(new NetworkDescription.About(name, "a test", "none"), inputs, outputs);
    }

    private static Port port(String name, Element element, long... shape) {
        return new Port(name, element, LongStream.of(shape).boxed().toList());
    }
}
