/// The models there are, what is known of each, and the data that the user has opened lately, in one card.
///
/// Models are opened away from the FX thread: some read files. Start reading at
/// {@link samplerscope.app.models.ModelsPage}.
@NullMarked
package samplerscope.app.models;

import org.jspecify.annotations.NullMarked;
