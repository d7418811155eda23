/// The words of the window explained, from one text that is also a page of the documentation.
@NullMarked
package samplerscope.app.glossary;

import org.jspecify.annotations.NullMarked;
