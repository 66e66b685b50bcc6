package dev.millrace.checks.bench;

/** In which form our side sends its events. */
enum Form {
    /** CloudEvents in JSON, a record each. */
    RECORDS(
            "generate",
            "events made and acknowledged, a record each, beside Kafka's ProducerPerformance",
            "encoding: json"),
    /** Many in one record. */
    FRAMES(
            "generate-frames",
            "events made and acknowledged, 500 a record, beside Kafka's ProducerPerformance, a record each",
            "encoding: {as: frame, events: 500}");

    private final String bench;
    private final String about;
    private final String setting;

    Form(String bench, String about, String setting) {
        this.bench = bench;
        this.about = about;
        this.setting = setting;
    }

    /** What its benchmark is called. */
    String bench() {
        return bench;
    }

    /** What its benchmark tells. */
    String about() {
        return about;
    }

    /** The line of YAML that makes a source send so. */
    String setting() {
        return setting;
    }

    /** Reads the events back. */
    EventReader reader() {
        return switch (this) {
            case RECORDS -> new JsonReader();
            case FRAMES -> new FrameReader();
        };
    }
}
