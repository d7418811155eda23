package samplerscope.app.export;

import samplerscope.SamplerscopeException;

/// An export of something that is not there yet.
public final class NothingToExportException extends SamplerscopeException {
    NothingToExportException(String what) {
        super(what, "run a lane first; a stopped run can be exported too");
    }
}
