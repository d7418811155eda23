package samplerscope.spec;

/// This program, as files name it.
public final class Program {

    public static final String NAME = "samplerscope";
    public static final String VERSION = "0.1.0";

    private Program() {}
}
