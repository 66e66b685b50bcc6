package dev.millrace.checks.bench;

import java.util.List;

/** In which form our side sends its events. */
enum Form {
    /** CloudEvents in JSON, a record each. */
    RECORDS("generate", "events made and acknowledged, a record each, beside Kafka's ProducerPerformance", List.of()),
    /** Many in one record. */
    FRAMES(
            "generate-frames",
            "events made and acknowledged, 500 a record, beside Kafka's ProducerPerformance, a record each",
            List.of("encoding: {as: frame, events: 500}"));

    private final String bench;
    private final String about;
    private final List<String> settings;

    Form(String bench, String about, List<String> settings) {
        this.bench = bench;
        this.about = about;
        this.settings = settings;
    }

    /** What its benchmark is called. */
    String bench() {
        return bench;
    }

    /** What its benchmark tells. */
    String about() {
        return about;
    }

    /** The lines of YAML that make a source send so. */
    List<String> settings() {
        return settings;
    }

    /** Reads the events back. */
    EventReader reader() {
        return switch (this) {
            case RECORDS -> new JsonReader();
            case FRAMES -> new FrameReader();
        };
    }
}
