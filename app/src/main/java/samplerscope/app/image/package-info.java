/// Lanes of images and of vectors, and the filmstrip: pictures of numbers, one square of pixels per number.
///
/// {@link samplerscope.app.image.PictureGrid} places, {@link samplerscope.app.image.Pictures} paints. Start reading at
/// {@link samplerscope.app.image.ImagePane}.
@NullMarked
package samplerscope.app.image;

import org.jspecify.annotations.NullMarked;
