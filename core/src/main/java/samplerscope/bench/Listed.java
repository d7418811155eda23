package samplerscope.bench;

/// What can be chosen.
public record Listed(String id, String group, String title) {}
