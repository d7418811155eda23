package samplerscope.cli;

import samplerscope.SamplerscopeException;

/// An error in what the user gave, before any work was begun.
final class BadInputException extends SamplerscopeException {

    BadInputException(String happened, String remedy) {
        super(happened, remedy);
    }

    BadInputException(SamplerscopeException cause) {
        super(cause.happened(), cause.remedy(), cause);
    }
}
