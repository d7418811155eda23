package samplerscope.spec;

import samplerscope.SamplerscopeException;

/// A spec or run file that cannot be used, with the place in it.
public final class SpecException extends SamplerscopeException {

    private final String place;
    private final Json.Position at;

    /// @param at    file, line and column; may be {@link Json.Position#NOWHERE}
    /// @param place path inside the JSON, as in `solvers[1].eta`; empty for the whole text
    public SpecException(Json.Position at, String place, String happened, String remedy) {
        super(at.file().isEmpty() ? happened : at + ": " + happened, remedy);
        this.place = place;
        this.at = at;
    }

    /// Path inside the JSON, as in `solvers[1].eta`; empty for the whole text.
    public String place() {
        return place;
    }

    /// From 1; 0 where there is no text.
    public int line() {
        return at.line();
    }

    /// From 1; 0 where there is no text.
    public int column() {
        return at.column();
    }
}
