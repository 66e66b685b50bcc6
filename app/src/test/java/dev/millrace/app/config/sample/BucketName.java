package dev.millrace.app.config.sample;

import dev.millrace.settings.InvalidSetting;

/** A type that reads its own text, and does not say how it is written. */
public record BucketName(String name) {
    public static BucketName parse(String text) {
        if (!text.matches("[a-z0-9-]+")) {
            throw new InvalidSetting("", "'" + text + "' is not a bucket's name");
        }
        return new BucketName(text);
    }
}
