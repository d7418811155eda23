/// Texts as numbers: the only package that imports a tokenizer library.
@NullMarked
package samplerscope.model.text;

import org.jspecify.annotations.NullMarked;
