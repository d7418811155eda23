/// Published implementations, in our words: how each spells a sampler by options, and what it really does.
///
/// A {@link samplerscope.peer.Peer} reads the options of one sampler of one program and returns the same sampler as a
/// strategy. The recorded runs of those programs are replayed through it, state by state. What only one program does
/// lives here; mathematics lives in `solver`. Start reading at {@link samplerscope.peer.Peer}.
@NullMarked
package samplerscope.peer;

import org.jspecify.annotations.NullMarked;
