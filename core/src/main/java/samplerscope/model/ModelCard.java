package samplerscope.model;

import java.util.List;

/// What a person and a form need to know about a model.
///
/// @param id          stable, lower case with hyphens
/// @param sampleShape shape of one sample: [2] for points in the plane, [C, H, W] for images in [-1, 1]
/// @param classes     names of the classes; empty for an unconditional model
/// @param description one or two sentences
/// @param source      paper or origin
/// @param licence     of weights and data
public record ModelCard(String id, String name, Kind kind, List<Integer> sampleShape, List<String> classes,
                        String description, String source, String licence) {

    public enum Kind {
        /// The score is known in closed form.
        EXACT,
        /// A trained network.
        LEARNED
    }

    public ModelCard {
        sampleShape = List.copyOf(sampleShape);
        classes = List.copyOf(classes);
    }

    public boolean isPlane() {
        return sampleShape.equals(List.of(2));
    }

    public boolean isImage() {
        return sampleShape.size() == 3;
    }
}
