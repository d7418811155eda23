package samplerscope.masked.sampler;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import samplerscope.masked.MaskPredictor;
import samplerscope.masked.Passes;
import samplerscope.masked.Prediction;
import samplerscope.registry.InvalidParameterException;
import samplerscope.registry.Parameter;
import samplerscope.registry.Setting;
import samplerscope.registry.Settings;

/// What all rules have in common: how the canvas is cut, the model asked, tokens drawn, and the end of the text met.
///
/// @param block    positions of a block, 0 for the whole canvas
/// @param drawing  of tokens
/// @param rankOn   which probabilities positions are ranked by
/// @param guidance weight `w` of guidance towards what is given; 0 is off
/// @param end      of the text
/// @param caching  of keys and values between passes; not together with guidance
public record Manner(int block, Drawing drawing, RankOn rankOn, double guidance, EndOfText end, Caching caching) {

    public enum RankOn {
        /// Those of the model, as LLaDA.
        RAW,
        /// Those that tokens are drawn from, as Dream.
        TEMPERED
    }

    /// One block, drawn as the model says.
    public static final Manner PLAIN = drawing(Drawing.FAITHFUL);

    private static final List<Parameter> PARAMETERS = List.of(
        Parameter.oneOf("rank-on", "rank on", "probabilities that rules compare: the model's own, or those after temperature "
            + "and truncation", "raw", "tempered"),
        Parameter.real("guidance", "guidance", "w in l_u + (w + 1)(l_c - l_u); 0 is off, else a pass has two rows", 0, 0,
            100));

    public Manner {
        Checked.atLeast("block", block, 0);
        Checked.range("guidance", guidance, 0, 100);
        if (guidance > 0 && !caching.isOff()) {
            throw new InvalidParameterException("guidance", new Setting.Num(guidance),
                "must be 0 with a cache: keys and values of the row without the prompt are not kept");
        }
    }

    /// One block.
    public static Manner drawing(Drawing drawing) {
        return new Manner(0, drawing, RankOn.RAW, 0, EndOfText.NONE, Caching.NONE);
    }

    /// The same in blocks.
    public Manner inBlocks(int size) {
        return new Manner(size, drawing, rankOn, guidance, end, caching);
    }

    /// The same with a cache.
    public Manner with(Caching kept) {
        return new Manner(block, drawing, rankOn, guidance, end, kept);
    }

    /// The parameters of a rule, then those in common.
    static List<Parameter> with(List<Parameter> own) {
        var all = new ArrayList<>(own);
        all.add(StepCounts.BLOCK);
        all.addAll(Drawing.PARAMETERS);
        all.addAll(PARAMETERS);
        all.addAll(EndOfText.PARAMETERS);
        all.addAll(Caching.PARAMETERS);
        return all;
    }

    /// The same for a family that has the name of a paper: what its authors set, where nothing is given.
    static List<Parameter> with(List<Parameter> own, Map<String, Setting> published) {
        return with(own).stream().map(p -> published.containsKey(p.id()) ? p.withStandard(published.get(p.id())) : p)
            .toList();
    }

    static Manner of(Settings s) {
        return new Manner(s.whole("block"), Drawing.of(s),
            s.word("rank-on").equals("raw") ? RankOn.RAW : RankOn.TEMPERED, s.number("guidance"), EndOfText.of(s),
            Caching.of(s));
    }

    /// One pass.
    ///
    /// @param given  which positions were given
    /// @param block  that is worked on
    /// @param before what passes before it left
    Caching.Answer ask(Passes model, int[] state, boolean[] given, Cache.Span block, Caching.Memory before) {
        var asking = new Asking(guidance, end.suppressed());
        if (guidance > 0) {
            return new Caching.Answer(asking.evaluate(model, state, given), before, Map.of());
        }
        Caching.Answer answer = caching.pass(model, state, block, before);
        return new Caching.Answer(asking.settled(answer.prediction()), answer.memory(), answer.scalars());
    }

    void check(MaskPredictor model) {
        end.check(model);
        caching.check(model);
    }

    Prediction ranked(Prediction raw, Laws laws) {
        if (rankOn == RankOn.RAW) {
            return raw;
        }
        var p = new double[raw.p().length];
        for (int i = 0; i < raw.length(); i++) {
            System.arraycopy(laws.at(i), 0, p, i * raw.vocabulary(), raw.vocabulary());
        }
        return new Prediction(raw.vocabulary(), p);
    }
}
