package samplerscope.search.plan;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import samplerscope.registry.InvalidParameterException;
import samplerscope.registry.Setting;

/// One of several parts of a plan.
///
/// @param index from 0, as schedulers of clusters count their jobs
/// @param of    how many parts there are, 1 to 100,000
public record Shard(int index, int of) {

    public static final Shard WHOLE = new Shard(0, 1);

    private static final int MOST = 100_000;
    private static final Pattern TEXT = Pattern.compile("(\\d{1,6})/(\\d{1,6})");

    public Shard {
        if (of < 1 || of > MOST || index < 0 || index >= of) {
            throw wrong(index + "/" + of);
        }
    }

    /// @param text such as `0/8`, the first of eight
    /// @throws InvalidParameterException for anything else
    public static Shard of(String text) {
        Matcher parts = TEXT.matcher(text);
        if (!parts.matches()) {
            throw wrong(text);
        }
        return new Shard(Integer.parseInt(parts.group(1)), Integer.parseInt(parts.group(2)));
    }

    private static InvalidParameterException wrong(String text) {
        return new InvalidParameterException("shard", new Setting.Word(text),
            "must be a part and how many there are, such as 0/8 for the first of eight and 7/8 for the last");
    }

    @Override
    public String toString() {
        return index + "/" + of;
    }
}
