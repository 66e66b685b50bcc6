package dev.millrace.event.json;

/**
 * Names of the CloudEvents attributes that Millrace reads and writes. The ones beyond the specification are
 * extension attributes: {@code run}, {@code index} (a decimal string, for CloudEvents integers end at 31 bits)
 * and {@code correlationid}; {@code partitionkey} and {@code traceparent} are documented extensions.
 */
final class CloudEventAttribute {
    static final String SPECVERSION = "specversion";
    static final String ID = "id";
    static final String SOURCE = "source";
    static final String TYPE = "type";
    static final String TIME = "time";
    static final String DATA = "data";
    static final String DATA_BASE64 = "data_base64";
    static final String PARTITION_KEY = "partitionkey";
    static final String CORRELATION_ID = "correlationid";
    static final String TRACEPARENT = "traceparent";
    static final String RUN = "run";
    static final String INDEX = "index";

    private CloudEventAttribute() {}
}
