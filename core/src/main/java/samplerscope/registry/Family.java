package samplerscope.registry;

import java.util.List;

/// What the registry, the generated forms and the JSON reader need to know about a thing that can be chosen by id.
public interface Family {

    /// Stable, lower case with hyphens; it is written into saved files and never changes.
    String id();

    /// What a person reads in a list.
    String name();

    /// Where it comes from: paper and equation, or licence and origin of data.
    String source();

    /// What can be set, in the order of a form.
    List<Parameter> parameters();
}
