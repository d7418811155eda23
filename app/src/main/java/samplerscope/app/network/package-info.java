/// The card on which a user says how a network in a single file is asked, tries it, and keeps that in a sidecar.
///
/// Networks are loaded and asked away from the FX thread. Start reading at
/// {@link samplerscope.app.network.NetworkDraft}.
@NullMarked
package samplerscope.app.network;

import org.jspecify.annotations.NullMarked;
