package samplerscope.app.sweep;

/// What tiles show.
enum Look {
    SAMPLES("Samples", "The ends of the runs"),
    DIFFERENCE("Difference", "Each end against its baseline, sample by sample: lines from there to here, or signed pixels"),
    COLOUR("Error", "The error as a colour");

    private final String word;
    private final String tip;

    Look(String word, String tip) {
        this.word = word;
        this.tip = tip;
    }

    String word() {
        return word;
    }

    String tip() {
        return tip;
    }
}
