/// Trained networks as predictors of masked diffusion.
///
/// What a graph is asked and answers is the matter of {@link samplerscope.masked.network.TextGraph}; that the ids of a
/// network are not the tokens of a canvas, of {@link samplerscope.masked.network.TokenIds}. Which file is what, and how
/// texts are typed, is not known here. Start reading at {@link samplerscope.masked.network.OnnxMaskPredictor}.
@NullMarked
package samplerscope.masked.network;

import org.jspecify.annotations.NullMarked;
