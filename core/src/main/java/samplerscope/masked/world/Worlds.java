package samplerscope.masked.world;

import static samplerscope.registry.Parameter.oneOf;
import static samplerscope.registry.Parameter.real;
import static samplerscope.registry.Parameter.whole;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import samplerscope.masked.MaskedModel;
import samplerscope.masked.MaskedModelFamily;
import samplerscope.masked.MaskedWorld;
import samplerscope.masked.TokenText;
import samplerscope.registry.Parameter;
import samplerscope.registry.Settings;

/// The exact worlds by id. The named ones are fixed, so that numbers of papers, tests and lessons are of the same law.
final class Worlds {

    static final MaskedModelFamily CHAIN_A = fixed("chain-a", "Chain A", "a Markov chain of 3 tokens, 7 positions: small "
        + "enough for the exact law of what a sampler makes", MarkovChain.random(11, 3, 7, 2, 0), Tokens.letters(3));

    static final MaskedModelFamily CHAIN_B = fixed("chain-b", "Chain B", "a Markov chain of 8 tokens, 32 positions: "
        + "neighbours depend on each other, strangers do not", MarkovChain.random(2026, 8, 32, 4, 0.02), Tokens.letters(8));

    static final MaskedModelFamily MIXTURE_M = fixed("mixture-m", "Mixture M", "6 topics over 8 tokens, 32 positions: once "
        + "the topic is known, everything is", MixtureOfProducts.random(4, 8, 32, 6, 0.08), Tokens.letters(8));

    static final MaskedModelFamily CHAIN = new MaskedModelFamily("chain", "Markov chain", "random transitions of your size",
        List.of(whole("length", "length", "positions, L", 32, 1, 4096), whole("tokens", "tokens", "tokens, K", 8, 2, 26),
            whole("seed", "seed", "of the transitions", 2026, 0, 1_000_000),
            whole("power", "power", "the higher, the more a token says of the next", 4, 1, 16),
            real("floor", "floor", "share of the uniform law in each transition", 0.02, 0, 1)),
        (s, _) -> new MaskedModel(MarkovChain.random(s.whole("seed"), s.whole("tokens"), s.whole("length"),
            s.whole("power"), s.number("floor")), Tokens.letters(s.whole("tokens"))));

    static final MaskedModelFamily MIXTURE = new MaskedModelFamily("mixture", "Mixture of products",
        "one hidden topic of your size", List.of(whole("length", "length", "positions, L", 32, 1, 4096),
            whole("tokens", "tokens", "tokens, K", 8, 2, 26), whole("topics", "topics", "components, C", 6, 1, 256),
            whole("seed", "seed", "of the topics", 4, 0, 1_000_000),
            real("blur", "blur", "share of the uniform law at each position", 0.08, 0, 1)),
        (s, _) -> new MaskedModel(MixtureOfProducts.random(s.whole("seed"), s.whole("tokens"), s.whole("length"),
            s.whole("topics"), s.number("blur")), Tokens.letters(s.whole("tokens"))));

    static final MaskedModelFamily PARITY = sized("parity", "Even parity", "bit strings with an even number of ones: "
        + "confidence carries no signal, and the last bits drawn together are wrong half of the time",
        whole("length", "length", "bits, L", 8, 2, 14),
        length -> new MaskedModel(ExplicitSupport.uniform(Puzzles.even(length), 2), new Tokens("01")));

    static final MaskedModelFamily SORTED = sized("sorted", "Sorted digits", "sequences of the digits 0 to 4 that never fall",
        whole("length", "length", "positions, L", 6, 2, 10),
        length -> new MaskedModel(ExplicitSupport.uniform(Puzzles.sorted(length, 5), 5), new Tokens("01234")));

    static final MaskedModelFamily LATIN = fixed("latin-4", "Latin squares", "the 576 squares of side 4 with each token once "
        + "in every row and column", ExplicitSupport.uniform(Puzzles.latin(4), 4), new Tokens("1234"));

    static final MaskedModelFamily SUDOKU = fixed("sudoku-4", "Sudoku, 4 x 4", "the 288 full grids; give clues as the prompt",
        ExplicitSupport.uniform(Puzzles.sudoku(), 4), new Tokens("1234"));

    static final MaskedModelFamily HMM = new MaskedModelFamily("hmm", "Hidden Markov model",
        "unseen states write the tokens, so a known token does not cut its sides off from each other",
        List.of(whole("length", "length", "positions, L", 32, 2, 1024), whole("states", "states", "hidden, S", 6, 2, 64),
            whole("tokens", "tokens", "V", 8, 2, 26), whole("seed", "seed", "of the laws", 7, 0, 1_000_000),
            whole("power", "power", "the higher, the more a state says of its token and the next state", 4, 1, 16)),
        (s, _) -> new MaskedModel(HiddenChain.random(s.whole("seed"), s.whole("states"), s.whole("tokens"),
            s.whole("length"), s.whole("power")), Tokens.letters(s.whole("tokens"))));

    static final MaskedModelFamily DYCK = new MaskedModelFamily("dyck", "Brackets",
        "all balanced words of one kind of bracket, equally likely",
        List.of(whole("pairs", "pairs", "half the length", 8, 1, 64)),
        (s, _) -> new MaskedModel(HiddenChain.dyck(2 * s.whole("pairs")), new Tokens("()")));

    static final MaskedModelFamily DYCK_2 = new MaskedModelFamily("dyck-2", "Brackets of two kinds",
        "all balanced words of two kinds of brackets, equally likely: a bracket and its partner far away must be of one kind",
        List.of(whole("pairs", "pairs", "half the length", 8, 1, 16)),
        (s, _) -> new MaskedModel(WeightedGrammar.brackets(2 * s.whole("pairs")), new Tokens(Grammars.BRACKETS)));

    static final MaskedModelFamily PCFG = sized("pcfg", "Sums and products",
        "expressions from a probabilistic grammar: brackets nest, and what binds tighter is written without them",
        whole("length", "length", "positions, L", 16, 1, 32),
        length -> new MaskedModel(WeightedGrammar.expressions(length), new Tokens(Grammars.EXPRESSIONS)));

    static final MaskedModelFamily JSON = sized("json", "JSON",
        "documents of JSON over two letters and two digits, without spaces: structure first, or nothing fits",
        whole("length", "length", "positions, L", 16, 2, 32),
        length -> new MaskedModel(WeightedGrammar.json(length), new Tokens(Grammars.JSON)));

    static final MaskedModelFamily EXPERTS = new MaskedModelFamily("experts", "Product of experts",
        "a chain that likes to read the same from both ends: strangers depend on each other as neighbours do",
        List.of(whole("length", "length", "positions, L", 32, 2, 128), whole("tokens", "tokens", "tokens, K", 6, 2, 12),
            whole("seed", "seed", "of the chain", 5, 0, 1_000_000),
            whole("power", "power", "the higher, the more a token says of the next", 3, 1, 16),
            real("pull", "pull", "of a position to its mirror image, nats", 2, -20, 20)),
        (s, _) -> new MaskedModel(ProductOfExperts.folded(s.whole("seed"), s.whole("tokens"), s.whole("length"),
            s.whole("power"), s.number("pull")), Tokens.letters(s.whole("tokens"))));

    static final MaskedModelFamily NOISY = new MaskedModelFamily("chain-noisy", "Chain A or B with an error",
        "an exact predictor made wrong by a known amount, as a network is: where remasking begins to pay",
        List.of(oneOf("chain", "chain", "which", "b", "a"),
            real("noise", "noise", "of the log-probabilities, standard deviation, nats", 0.5, 0, 10)),
        (s, _) -> noisy(s.word("chain").equals("a") ? CHAIN_A : CHAIN_B, s.number("noise")));

    private Worlds() {}

    private static MaskedModel noisy(MaskedModelFamily family, double noise) {
        MaskedModel exact = family.open().open(Settings.of("model", List.of(), Map.of()), Path.of(""));
        return new MaskedModel(new NoisyPredictor(exact.predictor(), noise), exact.tokens());
    }

    private static MaskedModelFamily fixed(String id, String name, String source, MaskedWorld world, TokenText tokens) {
        var model = new MaskedModel(world, tokens);
        return new MaskedModelFamily(id, name, source, List.of(), (_, _) -> model);
    }

    private static MaskedModelFamily sized(String id, String name, String source, Parameter length,
                                           Function<Integer, MaskedModel> make) {
        return new MaskedModelFamily(id, name, source, List.of(length),
            (Settings s, Path _) -> make.apply(s.whole(length.id())));
    }
}
