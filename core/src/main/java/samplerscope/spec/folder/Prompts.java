package samplerscope.spec.folder;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import samplerscope.model.Condition;
import samplerscope.model.ConditionException;
import samplerscope.model.onnx.ConditionedNetwork;
import samplerscope.model.onnx.Numbers;

/// What a denoising network is told of a text, by the names of its inputs. Keeps the last few, since each run and each
/// lane asks again.
///
/// Safe to use from several threads.
abstract sealed class Prompts implements ConditionedNetwork.Told permits PlainPrompts, PairedPrompts, JointPrompts {

    private static final int KEPT = 8;

    private final Map<Condition, Map<String, Numbers>> known = new LinkedHashMap<>(KEPT, 1, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Condition, Map<String, Numbers>> eldest) {
            return size() > KEPT;
        }
    };

    /// All that read the whole text, in the order of the folder.
    abstract List<TextEncoder> encoders();

    abstract Map<String, Numbers> encode(String text);

    /// What stands for no text at all: for most networks the empty one.
    Map<String, Numbers> encodeNothing() {
        return encode("");
    }

    /// @param condition a text, or none
    @Override
    public final synchronized Map<String, Numbers> of(Condition condition) {
        Map<String, Numbers> told = known.get(condition);
        if (told == null) {
            told = condition instanceof Condition.OfText(String prompt, String _) ? encode(prompt) : encodeNothing();
            known.put(condition, told);
        }
        return told;
    }

    /// @throws ConditionException if no encoder has room for the whole text, or of what guidance leads away from
    final void check(Condition.OfText text) {
        check("prompt", text.prompt());
        check("negative prompt", text.negative());
    }

    private void check(String name, String text) {
        int room = 0;
        int most = 0;
        int lost = Integer.MAX_VALUE;
        for (TextEncoder encoder : encoders()) {
            FolderTokenizer.Tokens tokens = encoder.tokenizer().of(text);
            if (tokens.lost() < lost) {
                lost = tokens.lost();
                room = tokens.used();
                most = room + lost;
            }
        }
        if (lost > 0) {
            throw new ConditionException("the %s has %d tokens, and the model reads %d".formatted(name, most, room),
                "shorten it by %d tokens, which is about as many words".formatted(lost));
        }
    }
}
